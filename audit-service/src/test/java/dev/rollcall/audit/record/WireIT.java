package dev.rollcall.audit.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.audit.AuditCalls;
import dev.rollcall.audit.AuditDatabase;
import dev.rollcall.audit.AuditStack;
import dev.rollcall.contracts.token.ServiceName;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WireIT implements TestPropertyProvider {

    private static final String ID = "01932d5a-0000-7000-8000-0000000000aa";
    private static final String ENTRY =
            """
            {"id":"%s","occurredAt":"2026-11-20T10:00:00Z","action":"USER_CREATED",
             "outcome":"SUCCEEDED","actor":{"service":"identity"},"subject":"user_wire",
             "attributes":{"source":"webhook"},"details":[]}
            """
                    .formatted(ID);

    @Inject EmbeddedServer server;
    @Inject AuditCalls audit;

    @Override
    public Map<String, String> getProperties() {
        return AuditStack.properties(AuditStack.DATABASE);
    }

    @Test
    void theExampleThatTheOthersAreMadeFromIsGood() {
        String other = ID.replace("aa", "bb");

        assertEquals(200, post(call(ENTRY.replace(ID, other))).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"x\"",
                "{}",
                "{\"entries\":null}",
                "{\"entries\":[]}",
                "{\"entries\":[null]}",
                "{\"entries\":{}}",
                "{\"entries\":[{}]}",
                "{\"entries\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}",
                "{\"entries\":[{\"id\":1e400}]}"
            })
    void aBodyOfAnotherShapeIsRefused(String body) {
        assertRefused(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"actor\":{\"service\":\"identity\"}|\"actor\":{}",
                "\"actor\":{\"service\":\"identity\"}|\"actor\":{\"service\":\"identity\",\"user\":\"user_1\"}",
                "\"actor\":{\"service\":\"identity\"}|\"actor\":\"identity\"",
                "\"subject\":\"user_wire\"|\"subject\":\"wire\"",
                "\"subject\":\"user_wire\"|\"subject\":\"user_w\\u0000\"",
                "\"subject\":\"user_wire\"|\"subject\":{\"value\":\"user_wire\"}",
                "\"details\":[]|\"details\":[null]",
                "\"details\":[]|\"details\":[{}]",
                "\"details\":[]|\"details\":[],\"recordedAt\":\"2026-11-20T10:00:00Z\"",
                "\"details\":[]|\"details\":[],\"details\":[]",
                "\"details\":[]|\"details\":[],\"@type\":\"x\"",
                "\"source\":\"webhook\"|\"source\":null",
                "\"source\":\"webhook\"|\"source\":{\"a\":1}",
                "\"source\":\"webhook\"|\"token\":\"secret\"",
                "\"source\":\"webhook\"|\"source\":\"a\\u0000b\"",
                "\"source\":\"webhook\"|\"source\":\"\\ud800\"",
                "USER_CREATED|user.created",
                "USER_CREATED|NONSENSE",
                "2026-11-20T10:00:00Z|yesterday",
                "2026-11-20T10:00:00Z|+294277-01-09T04:00:54.775807Z",
                "\"2026-11-20T10:00:00Z\"|1e400",
                "01932d5a-0000-7000-8000-0000000000aa|nonsense",
                "01932d5a-0000-7000-8000-0000000000aa|aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
            })
    void nonsenseInAnEntryIsRefused(String good, String nonsense) {
        assertRefused(call(ENTRY.replace(good, nonsense)));
    }

    @Test
    void aLongerAttributeThanAllowedIsRefused() {
        assertRefused(call(ENTRY.replace("\"webhook\"", '"' + "x".repeat(513) + '"')));
    }

    @Test
    void moreThanFiveHundredEntriesAreRefused() {
        assertRefused("{\"entries\":[" + (ENTRY + ',').repeat(500) + ENTRY + "]}");
    }

    @Test
    void whatFollowsTheBodyIsRefused() {
        assertRefused(call(ENTRY) + "{}");
    }

    @Test
    void aBodyOverTwoMebibytesIsTooLarge() {
        String body = call(ENTRY) + " ".repeat(2 * 1024 * 1024);

        assertEquals(413, post(body).statusCode());
    }

    private void assertRefused(String body) {
        HttpResponse<String> answer = post(body);

        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(answer.body().contains("malformed_request"), answer.body());
        assertFalse(answer.body().contains("dev.rollcall"), answer.body());
        assertEquals(
                0L,
                AuditDatabase.count(
                        AuditStack.DATABASE,
                        "SELECT count(*) FROM audit.record_ids WHERE id = ?::uuid",
                        ID));
    }

    private HttpResponse<String> post(String body) {
        return audit.post(server.getURI(), ServiceName.IDENTITY, body);
    }

    private static String call(String entry) {
        return "{\"entries\":[" + entry + "]}";
    }
}
