package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.ECKey;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.acceptance.NodeBackEnd.Signed;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.token.IdentityTokens;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.stack.process.Ports;
import dev.rollcall.stack.secret.ServiceKeys;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The Node back end that {@code docs/backends.md} shows, behind a gateway and asked around it: it
 * knows whom the gateway signed for it, and nobody else.
 */
@Tag("long")
class NodeBackEndIT {

    /** What another upstream was sent. */
    private static final AtomicReference<Signed> TO_BILLING =
            new AtomicReference<>(new Signed(null, null));

    private static RunningStack stack;
    private static HttpServer billing;
    private static SecondCopy gateway;
    private static NodeBackEnd notes;
    private static SignedAsGateway signed;

    @BeforeAll
    static void start() throws Exception {
        NodeTool.assumeUsable("the Node back end of the documentation");
        stack = RunningStack.get();
        billing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        billing.createContext(
                "/",
                exchange -> {
                    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
                    TO_BILLING.set(
                            new Signed(
                                    bearer.replace("Bearer ", ""),
                                    exchange.getRequestHeaders().getFirst(IdentityTokens.HEADER)));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        billing.start();
        int port = Ports.free();
        String routes = routes(port, billing.getAddress().getPort());
        gateway =
                SecondCopy.gateway(
                        stack,
                        Map.of(
                                "MICRONAUT_CONFIG_FILES",
                                Files.writeString(stack.home().resolve("notes.yml"), routes)
                                        .toString()));
        notes = new NodeBackEnd(stack, port, gateway.door().base());
        signed = new SignedAsGateway(stack.secrets(), NodeBackEnd.NAME);
    }

    @AfterAll
    static void stop() {
        if (notes != null) {
            notes.close();
        }
        if (gateway != null) {
            gateway.close();
        }
        if (billing != null) {
            billing.stop(0);
        }
    }

    @Test
    void whoComesThroughTheGatewayIsKnown() {
        Emulator.Person person = stack.newPerson();

        Reply reply = gateway.door().get("/api/notes/me", person.token());

        assertEquals(200, reply.status(), reply::toString);
        JsonNode known = reply.json().path("person");
        assertEquals(stack.user(person, "id"), known.path("id").asText(), reply::toString);
        assertEquals(person.userId(), known.path("clerkId").asText());
        assertEquals(person.sessionId(), known.path("sessionId").asText());
        assertEquals("member", known.path("role").asText());
        assertEquals(stack.user(person, "email"), known.path("email").asText());
        assertEquals(
                reply.header(RequestId.HEADER).orElseThrow(), known.path("requestId").asText());
    }

    /** What the refusals below differ from, each in one thing. */
    @Test
    void whatTheGatewaySignsForItIsTaken() {
        Reply reply = notes.ask(new Signed(signed.service(), signed.identity()));

        assertEquals(200, reply.status(), reply::toString);
        assertEquals("user_ada", reply.json().path("person").path("clerkId").asText());
    }

    @Test
    void aroundTheGatewayNobodyIsKnown() {
        String session = stack.newPerson().token();

        assertRefused(new Signed(null, null));
        assertRefused(new Signed(null, signed.identity()));
        assertRefused(new Signed(signed.service(), null));
        assertRefused(new Signed(session, null));
        assertRefused(new Signed(session, session));
        assertRefused(notes.ask(Map.of("X-User-Id", "user_ada", "X-Rollcall-User", "user_ada")));
    }

    @Test
    void oneTokenDoesNotStandForTheOther() {
        assertRefused(new Signed(signed.identity(), signed.identity()));
        assertRefused(new Signed(signed.service(), signed.service()));
        assertRefused(new Signed(signed.identity(), signed.service()));
    }

    @Test
    void whatAnotherKeySignedIsRefused() throws Exception {
        Clock now = Clock.systemUTC();
        String service = ServiceKeys.generate(SignedAsGateway.SERVICE_KEY).toJSONString();
        String identity = ServiceKeys.generate(SignedAsGateway.IDENTITY_KEY).toJSONString();

        assertRefused(new Signed(signed.service(service, now), signed.identity()));
        assertRefused(new Signed(signed.service(), signed.identity(identity, now)));
        assertRefused(new Signed(signed.service(), signed.unsignedIdentity()));
        assertRefused(new Signed(signed.service(), signed.identityUnderThePublicKey()));
        assertRefused(new Signed(signed.serviceOf(ServiceName.WEBHOOK), signed.identity()));
    }

    @Test
    void whatWasSignedForAnotherUpstreamIsRefused() {
        Emulator.Person person = stack.newPerson();
        assertEquals(204, gateway.door().get("/api/billing/x", person.token()).status());
        Signed sent = TO_BILLING.get();

        assertRefused(sent);
        assertRefused(new Signed(signed.service(), sent.identity()));
        assertRefused(new Signed(sent.service(), signed.identity()));
    }

    @Test
    void whatIsOldOrOfTheFutureIsRefused() {
        String serviceKey = stack.secrets().privateKey(SignedAsGateway.SERVICE_KEY);
        String identityKey = stack.secrets().privateKey(SignedAsGateway.IDENTITY_KEY);
        for (Duration offset : List.of(Duration.ofSeconds(-70), BOUND)) {
            Clock then = Clock.offset(Clock.systemUTC(), offset);

            assertRefused(new Signed(signed.service(serviceKey, then), signed.identity()));
            assertRefused(new Signed(signed.service(), signed.identity(identityKey, then)));
        }
    }

    @Test
    void withoutTheGatewaysKeysNobodyIsLetIn() throws Exception {
        try (NodeBackEnd alone =
                new NodeBackEnd(stack, Ports.free(), "http://127.0.0.1:" + Ports.free())) {
            assertEquals(503, alone.ask(new Signed(signed.service(), signed.identity())).status());
            assertEquals(401, alone.ask(new Signed(null, signed.identity())).status());
        }
    }

    @Test
    void aNewIdentityKeyIsTakenByItsId() throws Exception {
        Emulator.Person person = stack.newPerson();
        ECKey next = ServiceKeys.generate("gateway-identity.2");

        gateway.restart(Map.of("ROLLCALL_IDENTITY_KEY", next.toJSONString()));

        await().atMost(BOUND)
                .until(() -> gateway.door().get("/api/notes/me", person.token()).status() == 200);
        String identity = signed.identity(next.toJSONString(), Clock.systemUTC());
        assertEquals(200, notes.ask(new Signed(signed.service(), identity)).status());
    }

    private static void assertRefused(Signed signed) {
        assertRefused(notes.ask(signed));
    }

    private static void assertRefused(Reply reply) {
        assertEquals(401, reply.status(), reply::toString);
        assertEquals("{\"code\":\"caller_unknown\"}", reply.response().body());
    }

    /** Two upstreams whose routes differ in nothing but the name. */
    private static String routes(int notesPort, int billingPort) {
        return """
        rollcall:
          upstreams:
            notes: {url: "http://127.0.0.1:%d"}
            billing: {url: "http://127.0.0.1:%d"}
          routes:
            notes:
              {path: /api/notes/**, methods: [GET], access: session, upstream: notes, identity: required}
            billing:
              {path: /api/billing/**, methods: [GET], access: session, upstream: billing, identity: required}
        """
                .formatted(notesPort, billingPort);
    }
}
