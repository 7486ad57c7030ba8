package dev.rollcall.webhook.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.ClerkEvents;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.AuditStandIn;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import dev.rollcall.webhook.SignedCalls;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators see of the inbox. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EventControllerIT implements TestPropertyProvider {

    private static final String EVENTS = "/api/admin/webhooks/events";
    private static final Pattern ID = Pattern.compile("\"messageId\":\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);
    private final AuditStandIn audit = new AuditStandIn();

    private SignedCalls calls = new SignedCalls(URI.create("http://127.0.0.1"));

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> settings = ServiceSettings.of(database);
        settings.put("micronaut.http.services.audit.url", audit.url());
        return settings;
    }

    @BeforeAll
    void findServer(EmbeddedServer server) {
        calls = new SignedCalls(server.getURI());
    }

    @BeforeEach
    void startEmpty() {
        rows.change("TRUNCATE webhook.inbox, webhook.received_messages");
        audit.setAway(false);
    }

    @AfterAll
    void close() {
        calls.close();
        audit.close();
    }

    @ParameterizedTest
    @CsvSource({
        "state=dead",
        "type=user.deleted",
        "subject=user_wanted",
        "messageId=msg_wanted",
        "receivedFrom=2026-03-01T00:00:00Z",
        "receivedFrom=2026-03-01T00:00:00Z&receivedTo=2026-03-03T00:00:00.5Z"
    })
    void aFilterFindsWhatItNames(String filter) throws Exception {
        event("msg_other", "user.created", "user_other", "pending", "2026-02-01");
        event("msg_wanted", "user.deleted", "user_wanted", "dead", "2026-03-02");

        assertEquals(List.of("msg_wanted"), ids(get(EVENTS + '?' + filter).body()));
    }

    @Test
    void pagesAreNewestFirstAndHoldEachEventOnce() throws Exception {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            event("msg_" + i, "user.created", "user_1", "pending", "2026-03-0" + (i / 2 + 1));
            made.addFirst("msg_" + i);
        }

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            String body = get(EVENTS + "?limit=2&state=pending" + cursor).body();
            seen.addAll(ids(body));
            Matcher next = NEXT.matcher(body);
            cursor = next.find() ? "&cursor=" + next.group(1) : "";
        } while (!cursor.isEmpty());

        assertEquals(made, seen);
    }

    @Test
    void aCursorBelongsToItsFiltersAndItsReader() throws Exception {
        event("msg_1", "user.created", "user_1", "pending", "2026-03-01");
        event("msg_2", "user.created", "user_1", "pending", "2026-03-02");
        Matcher next = NEXT.matcher(get(EVENTS + "?limit=1&state=pending").body());
        assertTrue(next.find());
        String cursor = "limit=1&cursor=" + next.group(1);

        HttpResponse<String> otherFilter = get(EVENTS + '?' + cursor);
        HttpResponse<String> otherReader =
                calls.as(
                        UUID.randomUUID(), "admin", "GET", EVENTS + "?state=pending&" + cursor, "");

        for (HttpResponse<String> answer : List.of(otherFilter, otherReader)) {
            assertEquals(400, answer.statusCode());
            assertTrue(answer.body().contains("cursor_invalid"), answer.body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort=received_at;drop",
                "state=DEAD",
                "state=dead'--",
                "state=dead&state=dead",
                "state[]=dead",
                "__proto__=x",
                "type=a%00b",
                "type=",
                "subject=user_x'%20or%201=1",
                "messageId=../x",
                "limit=0",
                "limit=201",
                "limit=9223372036854775808",
                "cursor=forged",
                "receivedFrom=2026-03-02",
                "receivedFrom=2026-03-02T00:00:00",
                "receivedFrom=2026-03-02T00:00:00%2B01:00",
                "receivedFrom=2026-06-30T23:59:60Z",
                "receivedFrom=+294277-01-01T00:00:00Z",
                "receivedFrom=infinity",
                "receivedFrom=2026-03-02T00:00:00Z&receivedTo=2026-03-01T00:00:00Z",
                "receivedFrom=2020-03-02T00:00:00Z&receivedTo=2026-03-01T00:00:00Z"
            })
    void anythingElseInTheQueryIsRefused(String query) throws Exception {
        HttpResponse<String> answer = get(EVENTS + '?' + query.replace("[]", "%5B%5D"));

        assertEquals(400, answer.statusCode(), answer.body());
    }

    @Test
    void onlyAdministratorsSeeThem() throws Exception {
        event("msg_1", "user.created", "user_1", "dead", "2026-03-01");

        for (String path : List.of(EVENTS, EVENTS + "/msg_1", "/api/admin/webhooks/refusals")) {
            assertEquals(403, calls.as("compliance", "GET", path, "").statusCode());
            assertEquals(403, calls.send(calls.to(path)).statusCode());
        }
        assertEquals(403, calls.as("member", "POST", EVENTS + "/msg_1/reveal", "").statusCode());
    }

    @Test
    void anEventIsShownWithItsWayAndWithoutPersonalData() throws Exception {
        calls.send(calls.webhook("msg_1", ClerkEvents.body("user.created")));
        rows.change(
                """
                UPDATE webhook.inbox
                   SET state = 'applied', applied_at = now(),
                       timeline = ARRAY[
                         '{"at":"2026-03-01T00:00:00Z","millis":12,"outcome":"returned",\
                "code":"timeout"}',
                         '{"at":"2026-03-01T00:00:01Z","millis":7,"outcome":"applied",\
                "effect":{"kind":"user","id":"0193b5a0-0000-7000-8000-000000000001",\
                "change":"created","fields":["email"],"versionAfter":5}}']
                """);

        String body = get(EVENTS + "/msg_1").body();

        assertEquals(
                List.of("occurred", "received", "committed", "attempted", "attempted", "applied"),
                Pattern.compile("\"step\":\"(\\w+)\"")
                        .matcher(body)
                        .results()
                        .map(step -> step.group(1))
                        .toList());
        assertTrue(body.contains("\"change\":\"created\""), body);
        assertTrue(body.contains("\\\"type\\\":\\\"user.created\\\""), body);
        assertFalse(body.contains("@example"), body);
        assertTrue(body.contains("\"secret\":0"), body);
    }

    @Test
    void aPayloadIsRevealedOnceThatIsOnRecord() throws Exception {
        String sent = "{\"type\":\"user.created\",\"x\":\"<script>=1+1\\r\\n\"}";
        calls.send(calls.webhook("msg_1", sent));

        HttpResponse<String> revealed = calls.as("admin", "POST", EVENTS + "/msg_1/reveal", "");

        assertEquals(200, revealed.statusCode(), revealed.body());
        assertTrue(revealed.body().contains("<script>"), revealed.body());
        String record = audit.records().getLast();
        assertTrue(record.contains("WEBHOOK_REVEALED") && record.contains("msg_1"), record);
        assertTrue(record.contains("user_operator"), record);
        assertFalse(record.contains("script"), record);
    }

    @Test
    void nothingIsRevealedThatCannotBePutOnRecord() throws Exception {
        calls.send(calls.webhook("msg_1", ClerkEvents.body("user.created")));
        audit.setAway(true);

        HttpResponse<String> answer = calls.as("admin", "POST", EVENTS + "/msg_1/reveal", "");

        assertEquals(503, answer.statusCode());
        assertFalse(answer.body().contains("example"), answer.body());
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertEquals(404, get(EVENTS + "/msg_unknown").statusCode());
        assertEquals(404, get(EVENTS + "/msg%20unknown").statusCode());
    }

    @Test
    void aRefusedMessageIsListedUntilItIsAccepted() throws Exception {
        byte[] body = ClerkEvents.body("user.created").getBytes(StandardCharsets.UTF_8);
        Instant tooOld = Instant.now().minus(Duration.ofMinutes(6));
        calls.send(calls.webhook("msg_late", body, ServiceSettings.SECRET, tooOld));
        calls.send(calls.webhook("msg_late", body, ServiceSettings.SECRET, tooOld));

        String refused = get("/api/admin/webhooks/refusals").body();
        calls.send(calls.webhook("msg_late", body, ServiceSettings.SECRET, Instant.now()));

        assertTrue(refused.contains("msg_late") && refused.contains("\"refusals\":2"), refused);
        assertTrue(refused.contains("givesUpAt"), refused);
        assertFalse(get("/api/admin/webhooks/refusals").body().contains("msg_late"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return calls.as("admin", "GET", path, "");
    }

    private void event(String id, String type, String subject, String state, String day) {
        rows.change(
                """
                INSERT INTO webhook.inbox (message_id, type, subject, received_at, payload,
                                           priority, state, reason, next_attempt_at, secret_index)
                VALUES (?, ?, ?, CAST(? AS timestamptz), '{}', 1, ?,
                        CASE ? WHEN 'pending' THEN NULL ELSE 'made up' END, now(), 0)
                """,
                id,
                type,
                subject,
                day + " 00:00:00Z",
                state,
                state);
    }

    private static List<String> ids(String body) {
        return ID.matcher(body).results().map(id -> id.group(1)).toList();
    }
}
