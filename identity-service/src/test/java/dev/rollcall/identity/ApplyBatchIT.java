package dev.rollcall.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.event.ApplyRequest;
import dev.rollcall.contracts.event.EventDelivery;
import dev.rollcall.contracts.event.EventOutcome;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.ServiceName;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many events in one call: together if possible, each for itself if not. */
class ApplyBatchIT {

    private static final String ADA = "user_ada";
    private static final String BOB = "user_bob";
    private static final String WORKS = Bodies.org("org_works", "Works", ADA, 10);

    private final RunningIdentity identity =
            new RunningIdentity(
                    Map.of("rollcall.sync.heal-interval", "1h", "rollcall.outbox.interval", "1h"));

    /** What is in the outbox stays there to be counted. */
    @BeforeEach
    void keepTheOutbox() {
        identity.audit.answer(asked -> new WireServer.Answer(503, "{}"));
    }

    @AfterEach
    void stop() {
        identity.close();
    }

    @Test
    void whatTheDatabaseRefusesHoldsUpNoNeighbour() {
        identity.execute("ALTER TABLE identity.users ADD CHECK (first_name <> 'poison')");

        List<EventOutcome> outcomes =
                identity.applyAll(
                        List.of(
                                Bodies.event("user.created", Bodies.user(ADA, "Ada", 0), 1),
                                Bodies.event("user.created", Bodies.user(BOB, "poison", 0), 1),
                                Bodies.event("user.created", Bodies.user("user_cy", "Cy", 0), 1)));

        assertEquals(
                List.of(
                        EventOutcome.Result.APPLIED,
                        EventOutcome.Result.FAILED,
                        EventOutcome.Result.APPLIED),
                outcomes.stream().map(EventOutcome::result).toList());
        assertEquals("2", identity.value("SELECT count(*) FROM identity.users"));
        assertEquals("2", identity.value("SELECT count(*) FROM identity.applied_events"));
    }

    @Test
    void whatFailsLateLeavesNothingHalfWritten() {
        identity.execute("ALTER TABLE identity.outbox ADD CHECK (false)");

        List<EventOutcome> outcomes =
                identity.applyAll(
                        List.of(
                                Bodies.event("user.created", Bodies.user(ADA, "Ada", 0), 1),
                                Bodies.member("created", "orgmem_1", WORKS, BOB, "admin", 12)));

        assertTrue(outcomes.stream().allMatch(Bodies::hasFailed));
        assertEquals(
                "0",
                identity.value(
                        "SELECT (SELECT count(*) FROM identity.users) + (SELECT count(*) FROM"
                                + " identity.orgs) + (SELECT count(*) FROM"
                                + " identity.applied_events)"));
    }

    @Test
    void fiveHundredEventsOfOnePersonEndInOneRow() {
        List<EventDelivery> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            events.add(Bodies.event("user.updated", Bodies.user(ADA, "Ada" + i, i), i));
        }
        Collections.shuffle(events, new Random(7));

        List<EventOutcome> outcomes = identity.applyAll(events);

        assertTrue(outcomes.stream().noneMatch(Bodies::hasFailed));
        assertEquals(
                "Ada499|1",
                identity.value("SELECT max(first_name) || '|' || count(*) FROM identity.users"));
        assertEquals("500", identity.value("SELECT count(*) FROM identity.applied_events"));
    }

    @Test
    void theSameMessageTwiceInABatchCountsOnce() {
        EventDelivery event = Bodies.event("user.created", Bodies.user(ADA, "Ada", 0), 1);

        List<EventOutcome> outcomes = identity.applyAll(List.of(event, event));

        assertEquals(EventOutcome.Result.APPLIED, outcomes.getFirst().result());
        assertEquals(EventOutcome.Result.DUPLICATE, outcomes.getLast().result());
        assertEquals(EventOutcome.Result.APPLIED, outcomes.getLast().first());
        assertEquals("1", evidence("USER_CREATED"));
    }

    @Test
    void aPersonCreatedAndDeletedInOneBatchLeavesATombstoneAndEvidence() {
        identity.applyAll(
                List.of(
                        Bodies.event("user.created", Bodies.user(ADA, "Ada", 0), 1),
                        Bodies.member("created", "orgmem_1", WORKS, ADA, "admin", 12),
                        Bodies.event("user.deleted", Bodies.deleted(ADA), 20)));

        assertEquals("0", identity.value("SELECT count(*) FROM identity.users"));
        assertEquals("0", identity.value("SELECT count(*) FROM identity.memberships"));
        assertEquals("1", identity.value("SELECT count(*) FROM identity.tombstones"));
        assertEquals("1", evidence("USER_DELETED"));
        assertEquals("1", evidence("MEMBERSHIP_DELETED"));
    }

    /** Found by the law of the rebuild, which gave everybody a second one. */
    @Test
    void whoBecomesPresentAgainKeepsTheirDefaultOrganisation() {
        EventDelivery created = Bodies.event("user.created", Bodies.user(ADA, "Ada", 0), 1);
        identity.applyAll(List.of(created));
        identity.execute(LiveRows.FORGET);
        identity.execute("DELETE FROM identity.applied_events");

        identity.applyAll(List.of(created));

        assertEquals(
                "1", identity.value("SELECT count(*) FROM identity.orgs WHERE origin = 'local'"));
        assertEquals("1", evidence("DEFAULT_ORG_CREATED"));
    }

    @Test
    void whatEndsByACascadeIsEvidencedOnceAlsoIfClerkTellsItToo() {
        identity.applyAll(
                List.of(
                        Bodies.member("created", "orgmem_1", WORKS, ADA, "admin", 12),
                        Bodies.member("created", "orgmem_2", WORKS, BOB, "member", 12)));
        identity.applyAll(List.of(Bodies.member("deleted", "orgmem_1", WORKS, ADA, "admin", 30)));

        identity.applyAll(
                List.of(
                        Bodies.event("organization.deleted", Bodies.deleted("org_works"), 31),
                        Bodies.member("deleted", "orgmem_2", WORKS, BOB, "member", 32)));

        assertEquals("2", evidence("MEMBERSHIP_DELETED"));
        assertEquals("1", evidence("ORG_DELETED"));
        assertEquals("3", identity.value("SELECT count(*) FROM identity.tombstones"));
    }

    @Test
    void whatAPersonOwnedAndBelongedToEndsWithThem() {
        identity.applyAll(
                List.of(
                        Bodies.event("user.created", Bodies.user(ADA, "Ada", 0), 1),
                        Bodies.member("created", "orgmem_1", WORKS, ADA, "admin", 12),
                        Bodies.session("created", "sess_1", ADA, 12)));

        identity.applyAll(List.of(Bodies.event("user.deleted", Bodies.deleted(ADA), 20)));

        assertEquals(
                "0|0|0|1",
                identity.value(
                        "SELECT concat_ws('|', (SELECT count(*) FROM identity.memberships WHERE"
                                + " deleted_at IS NULL), (SELECT count(owner_id) FROM"
                                + " identity.orgs), (SELECT count(*) FROM identity.sessions),"
                                + " (SELECT count(*) FROM identity.orgs WHERE deleted_at IS"
                                + " NULL))"));
        assertEquals("2", evidence("MEMBERSHIP_DELETED"));
        assertEquals("1", evidence("ORG_DELETED"));
    }

    @Test
    void whoeverIsBannedLosesTheirSessionsAndIsReadmittedLater() {
        identity.applyAll(
                List.of(
                        Bodies.event("user.created", Bodies.user(ADA, "Ada", 0), 1),
                        Bodies.session("created", "sess_1", ADA, 12)));
        identity.execute("DELETE FROM identity.changes");
        String banned = Bodies.user(ADA, "Ada", 20).replaceFirst("\\{", "{'banned':true,");

        identity.applyAll(List.of(Bodies.event("user.updated", banned, 20)));
        identity.applyAll(List.of(Bodies.event("user.updated", Bodies.user(ADA, "Ada", 30), 30)));

        assertEquals("session_revoked,user_changed,user_readmitted,user_revoked", told());
    }

    @Test
    void aSecondLookThatFindsTheSameIsToldToNobody() {
        identity.applyAll(List.of(Bodies.event("user.created", Bodies.user(ADA, "Ada", 0), 1)));
        identity.execute("DELETE FROM identity.changes");

        identity.applyAll(List.of(Bodies.event("user.updated", Bodies.user(ADA, "Ada", 0), 9)));

        assertEquals("null", told());
    }

    @Test
    void anEndedSessionStaysEndedInEveryOrder() {
        List<EventDelivery> events =
                List.of(
                        Bodies.session("created", "sess_1", ADA, 50),
                        Bodies.session("ended", "sess_1", ADA, 20),
                        Bodies.session("removed", "sess_1", ADA, 30),
                        Bodies.session("pending", "sess_1", ADA, 40));
        for (int seed = 0; seed < 5; seed++) {
            List<EventDelivery> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, new Random(seed));
            identity.execute("TRUNCATE identity.sessions, identity.applied_events");

            identity.applyAll(shuffled);

            assertEquals("removed", identity.value("SELECT status FROM identity.sessions"));
        }
        assertEquals("0", identity.value("SELECT count(*) FROM identity.users"));
    }

    @Test
    void anAcceptedInvitationStaysAcceptedAndItsOrganisationIsKnown() {
        identity.applyAll(
                List.of(
                        Bodies.invitation("accepted", "orginv_1", "org_works", 20),
                        Bodies.invitation("created", "orginv_1", "org_works", 30)));

        assertEquals(
                "accepted|member|org_works",
                identity.value(
                        "SELECT concat_ws('|', i.status, i.role, o.clerk_id) FROM"
                                + " identity.invitations i JOIN identity.orgs o ON o.id ="
                                + " i.org_id"));
    }

    @Test
    void overlappingBatchesOfTwoProcessesDoNotFailOrDeadlock()
            throws InterruptedException, ExecutionException {
        try (RunningIdentity other = identity.beside();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<EventOutcome>>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                RunningIdentity process = i % 2 == 0 ? identity : other;
                List<EventDelivery> events = crowd(i);
                calls.add(() -> process.applyAll(events));
            }
            for (Future<List<EventOutcome>> call : threads.invokeAll(calls)) {
                assertTrue(call.get().stream().noneMatch(Bodies::hasFailed));
            }
        }

        identity.execute("SELECT pg_stat_force_next_flush()");
        assertEquals(
                "0",
                identity.value(
                        "SELECT deadlocks FROM pg_stat_database"
                                + " WHERE datname = current_database()"));
        assertEquals("61", identity.value("SELECT count(*) FROM identity.users"));
    }

    @Test
    void fiveHundredAndOneEventsAreTooMany() throws IOException {
        ApplyRequest one =
                new ApplyRequest(
                        List.of(Bodies.event("user.created", Bodies.user(ADA, "Ada", 0), 1)));
        String body = identity.bean(ObjectMapper.class).writeValueAsString(one);
        String event = body.substring(body.indexOf('[') + 1, body.lastIndexOf(']'));
        String most = (event + ",").repeat(499) + event;
        post("{\"events\":[" + most + "]}");

        HttpClientResponseException refused =
                assertThrows(
                        HttpClientResponseException.class,
                        () -> post("{\"events\":[" + most + "," + event + "]}"));

        assertEquals(400, refused.getStatus().getCode());
        assertTrue(problem(refused).contains("malformed_request"));
    }

    @Test
    void aBodyBeyondTheLimitIsTooLarge() {
        String body = "{\"events\":\"" + "x".repeat(11 * 1024 * 1024) + "\"}";

        HttpClientResponseException refused =
                assertThrows(HttpClientResponseException.class, () -> post(body));

        assertEquals(413, refused.getStatus().getCode());
    }

    private void post(String body) {
        identity.http()
                .exchange(
                        HttpRequest.POST(CallerTable.APPLY_EVENTS, body)
                                .contentType(MediaType.APPLICATION_JSON_TYPE)
                                .bearerAuth(identity.token(ServiceName.WEBHOOK)));
    }

    private static String problem(HttpClientResponseException refused) {
        return refused.getResponse().getBody(String.class).orElse("");
    }

    private static List<EventDelivery> crowd(int seed) {
        List<EventDelivery> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String id = "user_p" + i;
            events.add(Bodies.event("user.updated", Bodies.user(id, "P" + seed, seed), seed));
            events.add(Bodies.member("updated", "orgmem_p" + i, WORKS, id, "member", seed));
        }
        Collections.shuffle(events, new Random(seed));
        return events;
    }

    private String told() {
        return identity.value(
                "SELECT string_agg(DISTINCT kind, ',' ORDER BY kind) FROM identity.changes");
    }

    private String evidence(String action) {
        return identity.value(
                "SELECT count(*) FROM identity.outbox WHERE convert_from(body, 'UTF8') LIKE"
                        + " '%\"action\":\""
                        + action
                        + "\"%'");
    }
}
