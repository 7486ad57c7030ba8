package dev.rollcall.webhook.erase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.erase.EraseEventsRequest;
import dev.rollcall.contracts.erase.EraseEventsResponse;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import dev.rollcall.webhook.SignedCalls;
import dev.rollcall.webhook.inbox.ErasedIds;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the inbox says of a person goes, that something came stays. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EraseEventsIT implements TestPropertyProvider {

    private static final Pattern PART =
            Pattern.compile("\\{\"found\":(\\d+),\"waiting\":(\\d+)(?:,\"after\":\"([^\"]+)\")?}");
    private static final String ERASURES = "/internal/erasures";
    private static final String ADA = "{\"userId\":\"user_ada\",\"emails\":[]}";

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

    @BeforeEach
    void startEmpty() {
        rows.change("TRUNCATE webhook.inbox, webhook.received_messages, webhook.erased_people");
    }

    @AfterAll
    void closeClient() {
        calls.close();
    }

    @Test
    void everyEventThatMentionsThePersonLosesItsPayloadAndKeepsItsFact() throws Exception {
        receive("msg_user", "user.created", "\"id\":\"user_ada\",\"mail\":\"ada@example.com\"");
        receive("msg_member", "organizationMembership.created", MEMBER);
        receive("msg_org", "organization.created", "\"id\":\"org_1\",\"created_by\":\"user_ada\"");
        receive("msg_session", "session.created", "\"id\":\"sess_1\",\"user_id\":\"user_ada\"");
        receive("msg_other", "user.created", "\"id\":\"user_ada2\"");
        settle();

        assertEquals("found 4, waiting 0", erased(ADA));

        assertEquals(
                List.of(
                        "msg_member applied organizationMembership.created t",
                        "msg_org applied organization.created org_1 t",
                        "msg_other applied user.created user_ada2 f",
                        "msg_session applied session.created t",
                        "msg_user applied user.created t"),
                facts());
        assertEquals("0", canaries());
    }

    @Test
    void anInvitationIsFoundByTheAddressInThePersonsOwnEvents() throws Exception {
        receive("msg_user", "user.created", "\"id\":\"user_ada\",\"mail\":\"Ada@example.com\"");
        receive("msg_inv", "organizationInvitation.created", "\"mail\":\"ada@EXAMPLE.com\"");
        receive("msg_boss", "user.created", "\"id\":\"user_boss\",\"reports\":\"ada@example.com\"");
        settle();

        assertEquals("found 2, waiting 0", erased(ADA));

        assertEquals("msg_boss", left());
    }

    @Test
    void anInvitationIsFoundByAnAddressThatIsSent() throws Exception {
        receive("msg_inv", "organizationInvitation.created", "\"mail\":\"ada@example.com\"");
        settle();

        String answer = erased("{\"userId\":\"user_ada\",\"emails\":[\"ADA@example.com\"]}");

        assertEquals("found 1, waiting 0", answer);
    }

    @Test
    void whatIsToBeDeliveredIsDeliveredFirst(ErasureRepository repository) throws Exception {
        receive("msg_deleted", "user.deleted", "\"id\":\"user_ada\",\"deleted\":true");

        assertEquals("found 1, waiting 1", erased(ADA));
        assertEquals(0, repository.clear(Optional.empty()));
        settle();

        repository.clear(Optional.empty());
        assertEquals("0", canaries());
    }

    @Test
    void aDeletionInTheDeadLetterCanStillBeDelivered(ErasureRepository repository)
            throws Exception {
        receive("msg_deleted", "user.deleted", "\"id\":\"user_ada\",\"deleted\":true");
        receive("msg_updated", "user.updated", "\"id\":\"user_ada\"");
        rows.change("UPDATE webhook.inbox SET state = 'dead', reason = 'made up'");

        assertEquals("found 2, waiting 1", erased(ADA));

        assertEquals("msg_deleted", left());
        settle();
        repository.clear(Optional.empty());
        assertEquals("0", canaries());
    }

    @Test
    void whatComesAfterwardsIsErasedOnceItIsDelivered(ErasureRepository repository)
            throws Exception {
        erase(ADA);
        receive("msg_deleted", "user.deleted", "\"id\":\"user_ada\",\"deleted\":true");
        receive("msg_member", "organizationMembership.deleted", MEMBER);
        receive("msg_other", "user.created", "\"id\":\"user_ada2\"");

        assertEquals(0, repository.clear(Optional.empty()));
        settle();

        repository.clear(Optional.empty());
        assertEquals("msg_other", left());
    }

    @Test
    void whatWasKeptBeforeWordsWereIsReadNow() throws Exception {
        receive("msg_user", "user.created", "\"id\":\"user_ada\",\"mail\":\"ada@example.com\"");
        receive("msg_member", "organizationMembership.created", MEMBER);
        receive("msg_inv", "organizationInvitation.created", "\"mail\":\"ada@example.com\"");
        receive("msg_other", "user.created", "\"id\":\"user_ada2\"");
        calls.send(calls.webhook("msg_poison", "not json: user_ada"));
        settle();
        rows.change("UPDATE webhook.inbox SET mentions = NULL");

        assertEquals("found 4, waiting 0", erased(ADA));

        assertEquals("msg_other", left());
    }

    @Test
    void doingItAgainChangesNothing() throws Exception {
        receive("msg_user", "user.created", "\"id\":\"user_ada\"");
        settle();
        erase(ADA);
        List<String> before = facts();

        assertEquals("found 0, waiting 0", erased(ADA));

        assertEquals(before, facts());
        assertEquals("1", rows.get("SELECT count(*) FROM webhook.erased_people"));
        assertEquals(
                "0",
                rows.get(
                        "SELECT count(*) FROM webhook.erased_people"
                                + " WHERE id_hash LIKE '%user%'"));
    }

    @Test
    void aResentEventBringsNothingBack() throws Exception {
        String data = "\"id\":\"user_ada\"";
        receive("msg_user", "user.created", data);
        settle();
        erase(ADA);

        receive("msg_user", "user.created", data);

        assertEquals("0", canaries());
    }

    @Test
    void aLongWalkGoesOnWhereTheLastCallEnded() throws Exception {
        receive("msg_user", "user.created", "\"id\":\"user_ada\"");
        rows.change(
                """
                INSERT INTO webhook.inbox (message_id, type, received_at, payload, priority, state,
                                           applied_at, next_attempt_at, secret_index, mentions)
                SELECT 'msg_n' || n, 'session.created', now() - n * interval '1 ms', '{}', 1,
                       'applied', now(), now(), 0, ARRAY['user_' || n]
                  FROM generate_series(1, 5000) AS n
                """);
        settle();

        assertEquals(
                "found 1, waiting 0",
                erased("{\"userId\":\"user_4999\",\"emails\":[],\"after\":null}"));
        String place = "1:msg_n1";
        assertEquals(
                "found 1, waiting 0",
                erased("{\"userId\":\"user_1\",\"emails\":[],\"after\":\"" + place + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"userId\":\"org_1\",\"emails\":[]}",
                "{\"userId\":\"user_ada\",\"emails\":[],\"after\":\"x\"}",
                "{\"userId\":\"user_ada\",\"emails\":[],\"after\":\"1:../x\"}",
                "{\"userId\":\"user_ada\",\"emails\":[],\"more\":1}"
            })
    void nonsenseIsRefused(String body) throws Exception {
        HttpResponse<String> answer = erase(body);

        assertEquals(400, answer.statusCode(), answer.body());
        assertFalse(answer.body().contains("user_ada"), answer.body());
        assertEquals("0", rows.get("SELECT count(*) FROM webhook.erased_people"));
    }

    @Test
    void onlyAuditServiceErases() throws Exception {
        assertEquals(403, calls.as("admin", "POST", ERASURES, ADA).statusCode());
        assertTrue(calls.send(calls.anonymous(ERASURES)).statusCode() == 401);
    }

    @Test
    void anErasedEventIsShownAsSuchAndNotReplayed() throws Exception {
        receive("msg_user", "user.created", "\"id\":\"user_ada\"");
        settle();
        erase(ADA);

        HttpResponse<String> shown =
                calls.as("admin", "GET", "/api/admin/webhooks/events/msg_user", "");
        HttpResponse<String> revealed =
                calls.as("admin", "POST", "/api/admin/webhooks/events/msg_user/reveal", "");
        HttpResponse<String> replayed =
                calls.as(
                        "admin",
                        "POST",
                        "/api/admin/webhooks/replays",
                        "{\"kind\":\"one\",\"messageId\":\"msg_user\",\"dryRun\":false}");

        assertTrue(shown.body().contains("\"erasedAt\""), shown.body());
        assertFalse(shown.body().contains("user_ada"), shown.body());
        assertEquals(409, revealed.statusCode());
        assertTrue(revealed.body().contains("\"event_erased\""), revealed.body());
        assertTrue(replayed.body().contains("\"event_erased\""), replayed.body());
    }

    @Test
    void aCallThatRunsOutOfTimeSaysWhereTheNextGoesOn(ErasureRepository repository, ErasedIds ids) {
        rows.change(
                """
                INSERT INTO webhook.inbox (message_id, type, received_at, payload, mentions,
                                           priority, state, applied_at, next_attempt_at,
                                           secret_index)
                SELECT 'msg_' || n, 'session.created', now() - n * interval '1 second', '{}',
                       ARRAY['user_ada'], 1, 'applied', now(), now(), 0
                  FROM generate_series(1, 5000) AS n
                """);
        EraseEvents hurried = new EraseEvents(repository, ids, new HurriedClock());
        EraseEventsRequest first =
                new EraseEventsRequest(new ClerkUserId("user_ada"), List.of(), null);
        List<EraseEventsResponse> answers = new ArrayList<>(List.of(hurried.run(first)));

        while (answers.getLast().after() != null) {
            answers.add(
                    hurried.run(
                            new EraseEventsRequest(
                                    first.userId(), List.of(), answers.getLast().after())));
        }

        assertEquals(3, answers.size(), answers.toString());
        assertEquals(5000, answers.stream().mapToLong(EraseEventsResponse::found).sum());
        assertEquals("0", rows.get("SELECT count(*) FROM webhook.inbox WHERE payload IS NOT NULL"));
    }

    /** Two seconds pass whenever it is looked at: enough for one page. */
    private static final class HurriedClock extends Clock {
        private Instant now = Instant.now();

        @Override
        public Instant instant() {
            now = now.plusSeconds(2);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final String MEMBER =
            "\"id\":\"orgmem_1\",\"public_user_data\":{\"user_id\":\"user_ada\"}";

    /** As audit-service does it: call after call until one has come to the end of the inbox. */
    private String erased(String body) throws Exception {
        int found = 0;
        String next = body;
        while (true) {
            HttpResponse<String> answer = erase(next);
            Matcher part = PART.matcher(answer.body());
            assertTrue(part.matches(), answer.body());
            found += Integer.parseInt(part.group(1));
            if (part.group(3) == null) {
                return "found " + found + ", waiting " + part.group(2);
            }
            next =
                    body.replaceFirst(
                            "(,\"after\":[^}]*)?}$", ",\"after\":\"" + part.group(3) + "\"}");
        }
    }

    private HttpResponse<String> erase(String body) throws Exception {
        return calls.fromAudit(ERASURES, body);
    }

    private void receive(String id, String type, String data) throws Exception {
        String body = "{\"type\":\"" + type + "\",\"data\":{" + data + "}}";
        assertEquals(200, calls.send(calls.webhook(id, body)).statusCode());
    }

    /** As delivery leaves what it has delivered. */
    private void settle() {
        rows.change(
                "UPDATE webhook.inbox SET state = 'applied', reason = NULL, applied_at = now()"
                        + " WHERE type IS NOT NULL");
    }

    private List<String> facts() {
        return rows.list(
                "SELECT concat_ws(' ', message_id, state, type, subject, erased_at IS NOT NULL)"
                        + " FROM webhook.inbox ORDER BY message_id");
    }

    private String left() {
        return rows.get("SELECT message_id FROM webhook.inbox WHERE payload IS NOT NULL");
    }

    /** Rows in which the person still stands, as text or as bytes. */
    private String canaries() {
        return rows.get(
                """
                SELECT count(*)
                  FROM webhook.inbox AS i
                 WHERE to_jsonb(i)::text ~ 'user_ada[^2]|ada@example'
                    OR position('user_ada"' IN encode(COALESCE(payload, ''), 'escape')) > 0
                """);
    }
}
