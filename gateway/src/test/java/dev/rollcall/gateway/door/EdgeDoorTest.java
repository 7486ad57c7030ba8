package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.RecordingService.Received;
import dev.rollcall.gateway.door.Wire.Reply;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway with a public name, another front end and a proxy in front. */
class EdgeDoorTest {

    private static final String FRONT_END = "https://app.example.test";
    private static final Door DOOR =
            new Door(
                    Map.of(
                            "rollcall.origin.public-url",
                            "https://gate.example.test",
                            "rollcall.origin.hosts",
                            "other.example.test",
                            "rollcall.origin.allowed",
                            FRONT_END,
                            "rollcall.origin.trusted-hops",
                            1));

    @AfterAll
    static void close() {
        DOOR.close();
    }

    @BeforeEach
    void forget() {
        DOOR.forget();
    }

    @Test
    void g48AForeignHostIsMisdirected() {
        Reply reply = asked("evil.test", "/api/sample/x");

        assertEquals(421, reply.status());
        assertTrue(reply.body().contains("\"code\":\"misdirected\""), reply::body);
        assertEquals(0, DOOR.sample.received().size());
        assertEquals(200, asked("gate.example.test", "/api/sample/x").status());
        assertEquals(200, asked("other.example.test:8443", "/api/sample/x").status());
    }

    @Test
    void g52TheUpstreamHearsWhatTheTrustedProxySawAndNothingElse() {
        DOOR.wire.get(
                "/api/sample/x",
                DOOR.bearer("grace"),
                "X-Forwarded-For: 6.6.6.6",
                "X-Forwarded-For: 203.0.113.7",
                "X-Forwarded-Host: forged",
                "X-Forwarded-Proto: forged",
                "X-Forwarded-Prefix: forged",
                "X-Forwarded-Uri: forged",
                "X-Forwarded-User: forged",
                "X_Forwarded_For: forged",
                "Forwarded: for=forged",
                "X-Real-IP: forged",
                "X-Original-URL: /forged",
                "X-Rewrite-URL: /forged");

        Received request = DOOR.sample.received().getFirst();
        assertEquals("203.0.113.7", request.header("x-forwarded-for"));
        assertEquals("https", request.header("x-forwarded-proto"));
        assertEquals("127.0.0.1:" + DOOR.server.getPort(), request.header("x-forwarded-host"));
        assertFalse(request.headers().toString().contains("forged"));
        assertFalse(request.headers().toString().contains("6.6.6.6"));
    }

    @Test
    void g56ATraceIsKeptIfItCanBeRead() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        DOOR.wire.get("/api/sample/x", DOOR.bearer("grace"), "traceparent: " + trace);
        DOOR.wire.get("/api/sample/x", DOOR.bearer("grace"), "traceparent: junk");

        assertEquals(trace, DOOR.sample.received().getFirst().header("traceparent"));
        String begun = String.valueOf(DOOR.sample.received().getLast().header("traceparent"));
        assertTrue(begun.startsWith("00-") && begun.endsWith("-00"), begun);
    }

    @Test
    void g73AnAllowedOriginMayRead() {
        Reply reply = DOOR.wire.get("/api/sample/x", DOOR.bearer("grace"), "Origin: " + FRONT_END);

        assertEquals(FRONT_END, reply.header("access-control-allow-origin"));
        assertEquals("true", reply.header("access-control-allow-credentials"));
        assertTrue(reply.header("vary").toLowerCase(Locale.ROOT).contains("origin"));
    }

    @Test
    void g73AnErrorCanBeReadToo() {
        assertEquals(
                FRONT_END,
                DOOR.wire
                        .get("/api/sample/x", "Origin: " + FRONT_END)
                        .header("access-control-allow-origin"));
        assertEquals(
                FRONT_END,
                DOOR.wire.get("//x", "Origin: " + FRONT_END).header("access-control-allow-origin"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "*",
                "https://evil.test",
                "https://app.example.test.evil",
                "https://xapp.example.test",
                "http://app.example.test",
            })
    void g73NoOtherOriginMay(String origin) {
        Reply reply = DOOR.wire.get("/api/sample/x", DOOR.bearer("grace"), "Origin: " + origin);
        Reply preflight = preflight(origin, "/api/sample/x", "GET");

        assertEquals("", reply.header("access-control-allow-origin"));
        assertEquals("origin", reply.header("vary"));
        assertEquals("", preflight.header("access-control-allow-origin"));
    }

    @Test
    void g73APreflightIsAnsweredForWhatExists() {
        Reply reply = preflight(FRONT_END, "/api/auth/sync-user", "POST");

        assertEquals(204, reply.status());
        assertEquals(FRONT_END, reply.header("access-control-allow-origin"));
        assertEquals("POST", reply.header("access-control-allow-methods"));
        assertTrue(reply.header("access-control-allow-headers").contains("Authorization"));
        assertEquals(405, preflight(FRONT_END, "/api/auth/profile", "POST").status());
        assertEquals(404, preflight(FRONT_END, "/api/nope", "GET").status());
        assertEquals(0, DOOR.identity.received().size());
    }

    private static Reply preflight(String origin, String target, String method) {
        return DOOR.wire.send(
                "OPTIONS",
                target,
                "",
                "Origin: " + origin,
                "Access-Control-Request-Method: " + method,
                "Access-Control-Request-Headers: authorization");
    }

    private static Reply asked(String host, String target) {
        return DOOR.wire.raw(
                "GET "
                        + target
                        + " HTTP/1.1\r\nHost: "
                        + host
                        + "\r\nConnection: close\r\n"
                        + DOOR.bearer("grace")
                        + "\r\n\r\n");
    }
}
