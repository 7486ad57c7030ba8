package dev.rollcall.webhook.receive;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.ClerkEvents;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import dev.rollcall.webhook.SignedCalls;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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

    private SignedCalls calls = new SignedCalls(URI.create("http://127.0.0.1"));

    @Override
    public Map<String, String> getProperties() {
        return ServiceSettings.of(database);
    }

    @BeforeAll
    void findServer(EmbeddedServer server) {
        calls = new SignedCalls(server.getURI());
    }

    @AfterAll
    void closeClient() {
        calls.close();
    }

    @Test
    void keepsAnEventBeforeItSaysSo() throws Exception {
        HttpResponse<String> answer =
                calls.send(calls.webhook("msg_1", ClerkEvents.body("user.created")));

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
        calls.send(calls.webhook("msg_2", body));

        HttpResponse<String> again = calls.send(calls.webhook("msg_2", body));
        HttpResponse<String> other = calls.send(calls.webhook("msg_2", body + ' '));

        assertEquals("{\"status\":\"duplicate\"}", again.body());
        assertEquals("{\"status\":\"duplicate\"}", other.body());
        assertEquals(200, other.statusCode());
        assertEquals("1", count("msg_2"));
    }

    @Test
    void acceptsTheOlderSecretWhileItIsConfigured() throws Exception {
        byte[] body = ClerkEvents.body("user.created").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer =
                calls.send(calls.webhook("msg_3", body, ServiceSettings.OLD_SECRET, Instant.now()));

        assertEquals(200, answer.statusCode());
        assertEquals(
                "1", rows.get("SELECT secret_index FROM webhook.inbox WHERE message_id = 'msg_3'"));
    }

    @Test
    void verifiesTheBytesAndParksWhatIsNoText() throws Exception {
        byte[] body = {'{', '"', (byte) 0xFF, '"', '}'};

        HttpResponse<String> answer =
                calls.send(calls.webhook("msg_4", body, ServiceSettings.SECRET, Instant.now()));

        assertEquals("{\"status\":\"accepted\"}", answer.body());
        assertEquals(
                "dead not_utf8",
                rows.get(
                        "SELECT state || ' ' || reason FROM webhook.inbox"
                                + " WHERE message_id = 'msg_4'"));
    }

    @Test
    void parksAnEmptyBody() throws Exception {
        HttpResponse<String> answer = calls.send(calls.webhook("msg_empty", ""));

        assertEquals("{\"status\":\"accepted\"}", answer.body());
        assertEquals("1", count("msg_empty"));
    }

    @Test
    void refusesABadSignatureAndStoresNothing() throws Exception {
        HttpResponse<String> answer =
                calls.send(calls.webhook("msg_5", "{}").setHeader("svix-signature", "v1,AAAA"));

        assertProblem(answer, 400, "signature_invalid");
        assertEquals("0", count("msg_5"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-302, 310})
    void refusesAnOldOrFutureTimestamp(long off) throws Exception {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer =
                calls.send(
                        calls.webhook(
                                "msg_6",
                                body,
                                ServiceSettings.SECRET,
                                Instant.now().plusSeconds(off)));

        assertProblem(answer, 400, "timestamp_out_of_tolerance");
    }

    @Test
    void refusesWhatIsNotSignedAtAll() throws Exception {
        assertProblem(
                calls.send(calls.unsigned(BodyPublishers.ofString("{}"))),
                400,
                "malformed_request");
    }

    @Test
    void refusesARepeatedHeader() throws Exception {
        HttpRequest.Builder twice = calls.webhook("msg_7", "{}").header("svix-id", "msg_7");

        assertProblem(calls.send(twice), 400, "malformed_request");
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
                calls.webhook("msg_8", "{\"a\":1}").setHeader("Content-Type", contentType);

        assertProblem(calls.send(other), 415, "media_type_unsupported");
        assertEquals("0", count("msg_8"));
    }

    @Test
    void refusesAMissingContentType() throws Exception {
        HttpRequest.Builder none = calls.to(PATH).POST(BodyPublishers.ofString("{}"));

        assertProblem(calls.send(none), 415, "media_type_unsupported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity", "br"})
    void refusesAnyContentEncoding(String encoding) throws Exception {
        HttpRequest.Builder encoded =
                calls.webhook("msg_9", "{\"type\":\"a\"}").header("Content-Encoding", encoding);

        assertProblem(calls.send(encoded), 415, "media_type_unsupported");
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
                calls.webhook("msg_zip", body, ServiceSettings.SECRET, Instant.now())
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(packed.toByteArray()));

        assertProblem(calls.send(encoded), 415, "media_type_unsupported");
        assertEquals("0", count("msg_zip"));
    }

    @Test
    void takesAMebibyteAndNoMore() throws Exception {
        byte[] largest = new byte[MOST_BYTES];
        byte[] larger = new byte[MOST_BYTES + 1];

        assertEquals(
                200,
                calls.send(calls.webhook("msg_10", largest, ServiceSettings.SECRET, Instant.now()))
                        .statusCode());
        assertProblem(
                calls.send(calls.webhook("msg_11", larger, ServiceSettings.SECRET, Instant.now())),
                413,
                "body_too_large");
    }

    @Test
    void stopsAtAMebibyteWithoutADeclaredLength() throws Exception {
        byte[] larger = new byte[MOST_BYTES + 1];
        HttpRequest.Builder chunked =
                calls.webhook("msg_12", larger, ServiceSettings.SECRET, Instant.now())
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(larger)));

        assertProblem(calls.send(chunked), 413, "body_too_large");
    }

    @Test
    void refusesCallersWithoutAServiceToken() throws Exception {
        HttpRequest.Builder anonymous =
                calls.anonymous(PATH)
                        .header("Content-Type", JSON)
                        .POST(BodyPublishers.ofString("{}"));

        assertProblem(calls.send(anonymous), 401, "caller_unknown");
    }

    @Test
    void refusesATokenMeantForAnotherService() throws Exception {
        HttpRequest.Builder stolen =
                calls.webhook("msg_13", "{}")
                        .setHeader("Authorization", calls.bearer(ServiceName.IDENTITY));

        assertProblem(calls.send(stolen), 401, "caller_unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/webhooks/clerk",
        "PUT, /api/webhooks/clerk",
        "POST, /api/webhooks/CLERK"
    })
    void servesNoOtherMethodOrSpelling(String method, String path) throws Exception {
        HttpRequest.Builder other = calls.to(path).method(method, BodyPublishers.noBody());

        int status = calls.send(other).statusCode();

        assertTrue(status >= 401 && status <= 405, "" + status);
    }

    /** What Clerk's sender would take as the end of this endpoint, or of the message. */
    @Test
    void noAnswerDisablesTheEndpoint() throws Exception {
        byte[] larger = new byte[MOST_BYTES + 1];
        List<HttpRequest.Builder> requests =
                List.of(
                        calls.webhook("msg_15", ClerkEvents.body("user.created")),
                        calls.webhook("msg_16", "no json"),
                        calls.webhook("msg_17", "{}").setHeader("svix-signature", "v1,AAAA"),
                        calls.webhook("msg_18", "{}").setHeader("Content-Type", "text/plain"),
                        calls.webhook("msg_19", larger, ServiceSettings.SECRET, Instant.now()),
                        calls.unsigned(BodyPublishers.ofString("{}")));

        for (HttpRequest.Builder request : requests) {
            HttpResponse<String> answer = calls.send(request);

            assertTrue(answer.statusCode() == 200 || answer.statusCode() / 100 == 4);
            assertNotEquals(410, answer.statusCode());
            assertTrue(answer.headers().firstValue("webhook-delivery").isEmpty());
            assertFalse(answer.body().contains("dev.rollcall"), answer.body());
            assertFalse(answer.body().contains("Exception"), answer.body());
        }
    }

    @Test
    void isReadyWithoutAToken() {
        HttpRequest.Builder probe = calls.anonymous("/health/readiness").GET();

        await().atMost(BOUND)
                .untilAsserted(
                        () -> {
                            assertEquals("{\"status\":\"UP\"}", calls.send(probe).body());
                        });
    }

    @Test
    void tellsTheGatewayHowItIs() throws Exception {
        calls.send(calls.webhook("msg_14", ClerkEvents.body("user.created")));
        HttpRequest.Builder question = calls.to("/internal/status").GET();

        HttpResponse<String> answer = calls.send(question);

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
