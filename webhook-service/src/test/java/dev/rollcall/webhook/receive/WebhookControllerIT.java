package dev.rollcall.webhook.receive;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceTokens;
import dev.rollcall.contracts.webhook.WebhookSignature;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.ClerkEvents;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebhookControllerIT implements TestPropertyProvider {

    private static final String PATH = "/api/webhooks/clerk";
    private static final String JSON = "application/json";
    private static final int MOST_BYTES = 1_048_576;

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);
    private final HttpClient client = HttpClient.newHttpClient();
    private final ServiceTokens.Signer gateway =
            new ServiceTokens.Signer(
                    ServiceName.GATEWAY,
                    ServiceSettings.KEYS.serviceKey("gateway"),
                    Clock.systemUTC());
    private URI server = URI.create("http://127.0.0.1");

    @Override
    public Map<String, String> getProperties() {
        return ServiceSettings.of(database);
    }

    @BeforeAll
    void findServer(EmbeddedServer embedded) {
        server = embedded.getURI();
    }

    @AfterAll
    void closeClient() {
        client.close();
    }

    @Test
    void keepsAnEventBeforeItSaysSo() throws Exception {
        HttpResponse<String> answer = send(signed("msg_1", ClerkEvents.body("user.created")));

        assertEquals(200, answer.statusCode());
        assertEquals("{\"status\":\"accepted\"}", answer.body());
        assertEquals(
                "pending user.created 0 request-0001",
                rows.get(
                        "SELECT concat_ws(' ', state, type, secret_index, request_id)"
                                + " FROM webhook.inbox WHERE message_id = 'msg_1'"));
    }

    @Test
    void answersARepetitionAsDuplicate() throws Exception {
        String body = ClerkEvents.body("user.updated");
        send(signed("msg_2", body));

        HttpResponse<String> again = send(signed("msg_2", body));
        HttpResponse<String> other = send(signed("msg_2", body + ' '));

        assertEquals("{\"status\":\"duplicate\"}", again.body());
        assertEquals("{\"status\":\"duplicate\"}", other.body());
        assertEquals(200, other.statusCode());
        assertEquals("1", count("msg_2"));
    }

    @Test
    void acceptsTheOlderSecretWhileItIsConfigured() throws Exception {
        byte[] body = ClerkEvents.body("user.created").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer =
                send(signed("msg_3", body, ServiceSettings.OLD_SECRET, Instant.now()));

        assertEquals(200, answer.statusCode());
        assertEquals(
                "1", rows.get("SELECT secret_index FROM webhook.inbox WHERE message_id = 'msg_3'"));
    }

    @Test
    void verifiesTheBytesAndParksWhatIsNoText() throws Exception {
        byte[] body = {'{', '"', (byte) 0xFF, '"', '}'};

        HttpResponse<String> answer =
                send(signed("msg_4", body, ServiceSettings.SECRET, Instant.now()));

        assertEquals("{\"status\":\"accepted\"}", answer.body());
        assertEquals(
                "dead not_utf8",
                rows.get(
                        "SELECT state || ' ' || reason FROM webhook.inbox"
                                + " WHERE message_id = 'msg_4'"));
    }

    @Test
    void parksAnEmptyBody() throws Exception {
        HttpResponse<String> answer = send(signed("msg_empty", ""));

        assertEquals("{\"status\":\"accepted\"}", answer.body());
        assertEquals("1", count("msg_empty"));
    }

    @Test
    void refusesABadSignatureAndStoresNothing() throws Exception {
        HttpResponse<String> answer =
                send(signed("msg_5", "{}").setHeader("svix-signature", "v1,AAAA"));

        assertProblem(answer, 400, "signature_invalid");
        assertEquals("0", count("msg_5"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-302, 310})
    void refusesAnOldOrFutureTimestamp(long off) throws Exception {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer =
                send(signed("msg_6", body, ServiceSettings.SECRET, Instant.now().plusSeconds(off)));

        assertProblem(answer, 400, "timestamp_out_of_tolerance");
    }

    @Test
    void refusesWhatIsNotSignedAtAll() throws Exception {
        assertProblem(send(call(BodyPublishers.ofString("{}"))), 400, "malformed_request");
    }

    @Test
    void refusesARepeatedHeader() throws Exception {
        HttpRequest.Builder twice = signed("msg_7", "{}").header("svix-id", "msg_7");

        assertProblem(send(twice), 400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16"
            })
    void takesJsonOnly(String contentType) throws Exception {
        HttpRequest.Builder other =
                signed("msg_8", "{\"a\":1}").setHeader("Content-Type", contentType);

        assertProblem(send(other), 415, "media_type_unsupported");
        assertEquals("0", count("msg_8"));
    }

    @Test
    void refusesAMissingContentType() throws Exception {
        HttpRequest.Builder none =
                HttpRequest.newBuilder(server.resolve(PATH))
                        .header("Authorization", bearer(ServiceName.WEBHOOK))
                        .POST(BodyPublishers.ofString("{}"));

        assertProblem(send(none), 415, "media_type_unsupported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity", "br"})
    void refusesAnyContentEncoding(String encoding) throws Exception {
        HttpRequest.Builder encoded =
                signed("msg_9", "{\"type\":\"a\"}").header("Content-Encoding", encoding);

        assertProblem(send(encoded), 415, "media_type_unsupported");
        assertEquals("0", count("msg_9"));
    }

    @Test
    void refusesGzipThatWasSignedBeforePacking() throws Exception {
        byte[] body = "{\"type\":\"a\"}".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        HttpRequest.Builder encoded =
                signed("msg_zip", body, ServiceSettings.SECRET, Instant.now())
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(packed.toByteArray()));

        assertProblem(send(encoded), 415, "media_type_unsupported");
        assertEquals("0", count("msg_zip"));
    }

    @Test
    void takesAMebibyteAndNoMore() throws Exception {
        byte[] largest = new byte[MOST_BYTES];
        byte[] larger = new byte[MOST_BYTES + 1];

        assertEquals(
                200,
                send(signed("msg_10", largest, ServiceSettings.SECRET, Instant.now()))
                        .statusCode());
        assertProblem(
                send(signed("msg_11", larger, ServiceSettings.SECRET, Instant.now())),
                413,
                "body_too_large");
    }

    @Test
    void stopsAtAMebibyteWithoutADeclaredLength() throws Exception {
        byte[] larger = new byte[MOST_BYTES + 1];
        HttpRequest.Builder chunked =
                signed("msg_12", larger, ServiceSettings.SECRET, Instant.now())
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(larger)));

        assertProblem(send(chunked), 413, "body_too_large");
    }

    @Test
    void refusesCallersWithoutAServiceToken() throws Exception {
        HttpRequest.Builder anonymous =
                HttpRequest.newBuilder(server.resolve(PATH))
                        .header("Content-Type", JSON)
                        .POST(BodyPublishers.ofString("{}"));

        assertProblem(send(anonymous), 401, "caller_unknown");
    }

    @Test
    void refusesATokenMeantForAnotherService() throws Exception {
        HttpRequest.Builder stolen =
                signed("msg_13", "{}").setHeader("Authorization", bearer(ServiceName.IDENTITY));

        assertProblem(send(stolen), 401, "caller_unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/webhooks/clerk",
        "PUT, /api/webhooks/clerk",
        "POST, /api/webhooks/CLERK"
    })
    void servesNoOtherMethodOrSpelling(String method, String path) throws Exception {
        HttpRequest.Builder other =
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Authorization", bearer(ServiceName.WEBHOOK))
                        .method(method, BodyPublishers.noBody());

        int status = send(other).statusCode();

        assertTrue(status >= 401 && status <= 405, "" + status);
    }

    @Test
    void isReadyWithoutAToken() {
        HttpRequest.Builder probe =
                HttpRequest.newBuilder(server.resolve("/health/readiness")).GET();

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> {
                            assertEquals("{\"status\":\"UP\"}", send(probe).body());
                        });
    }

    @Test
    void tellsTheGatewayHowItIs() throws Exception {
        send(signed("msg_14", ClerkEvents.body("user.created")));
        HttpRequest.Builder question =
                HttpRequest.newBuilder(server.resolve("/internal/status"))
                        .header("Authorization", bearer(ServiceName.WEBHOOK))
                        .GET();

        HttpResponse<String> answer = send(question);

        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().startsWith("{\"up\":true,"), answer.body());
        for (String word :
                new String[] {
                    "\"database\":\"up\"",
                    "\"delivery\":\"up\"",
                    "lastReceivedAt",
                    "\"pending\":",
                    "\"dead\":",
                    "oldestPendingSeconds"
                }) {
            assertTrue(answer.body().contains(word), word);
        }
    }

    private HttpRequest.Builder signed(String id, String body) {
        return signed(
                id, body.getBytes(StandardCharsets.UTF_8), ServiceSettings.SECRET, Instant.now());
    }

    private HttpRequest.Builder signed(String id, byte[] body, String secret, Instant at) {
        byte[] key = WebhookSignature.secret(secret);
        long seconds = at.getEpochSecond();
        return call(BodyPublishers.ofByteArray(body))
                .header("svix-id", id)
                .header("svix-timestamp", Long.toString(seconds))
                .header("svix-signature", WebhookSignature.sign(key, id, seconds, body));
    }

    private HttpRequest.Builder call(BodyPublisher body) {
        return HttpRequest.newBuilder(server.resolve(PATH))
                .header("Authorization", bearer(ServiceName.WEBHOOK))
                .header("Content-Type", JSON)
                .POST(body);
    }

    private String bearer(ServiceName audience) {
        return "Bearer " + gateway.sign(audience.wire(), new RequestId("request-0001"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String count(String id) {
        return rows.get("SELECT count(*) FROM webhook.inbox WHERE message_id = ?", id);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(
                "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(answer.body().contains("\"code\":\"" + code + '"'), answer.body());
    }
}
