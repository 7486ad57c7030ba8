package dev.rollcall.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.event.EventDelivery;
import dev.rollcall.contracts.event.EventOutcome;
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
import org.junit.jupiter.api.Test;

/** Order, duplication and concurrency of events, down to the rows. */
class ConvergenceIT {

    private static final String ADA = "user_ada";
    private static final String BOB = "user_bob";
    private static final String CY = "user_cy";
    private static final String WORKS = Bodies.org("org_works", "Works", ADA, 10);
    private static final String RENAMED = Bodies.org("org_works", "Renamed", ADA, 30);
    private static final String OTHER = Bodies.org("org_other", "Other", BOB, 10);
    private static final String ENDED = Bodies.org("org_ended", "Ended", CY, 10);

    /** Renamed twice in one millisecond, deleted before and after, removed and added again. */
    private static final List<EventDelivery> HISTORY =
            List.of(
                    Bodies.event("user.created", Bodies.user(ADA, "Ada", 0), 5),
                    Bodies.event("user.updated", Bodies.user(ADA, "Adah", 20), 25),
                    Bodies.event("user.updated", Bodies.user(ADA, "Adela", 20), 25),
                    Bodies.event("user.updated", Bodies.user(ADA, "Ada", 19), 900),
                    Bodies.event("user.created", Bodies.user(BOB, "Bob", 0), 5),
                    Bodies.event("user.updated", Bodies.user(BOB, "Bobby", 50), 50),
                    Bodies.event("user.deleted", "{'id':'user_bob','deleted':true}", 40),
                    Bodies.event("organization.created", WORKS, 11),
                    Bodies.event("organization.updated", RENAMED, 31),
                    Bodies.event("organization.created", OTHER, 11),
                    Bodies.event("organization.created", ENDED, 11),
                    Bodies.event("organization.deleted", "{'id':'org_ended','deleted':true}", 11),
                    Bodies.member("created", "orgmem_1", WORKS, ADA, "admin", 12),
                    Bodies.member("updated", "orgmem_1", RENAMED, ADA, "member", 40),
                    Bodies.member("created", "orgmem_2", WORKS, BOB, "member", 12),
                    Bodies.member("created", "orgmem_3", OTHER, ADA, "member", 12),
                    Bodies.member("deleted", "orgmem_3", OTHER, ADA, "member", 14),
                    Bodies.member("created", "orgmem_4", OTHER, ADA, "admin", 20),
                    Bodies.member("created", "orgmem_5", ENDED, CY, "admin", 20),
                    Bodies.member("created", "orgmem_6", WORKS, CY, "admin", 20));

    private final RunningIdentity identity =
            new RunningIdentity(Map.of("rollcall.sync.heal-interval", "1h"));

    @AfterEach
    void stop() {
        identity.close();
    }

    @Test
    void everyOrderAndDuplicationEndsInTheSameRows() {
        identity.applyAll(HISTORY);
        String expected = identity.value(LiveRows.QUERY);

        for (int seed = 0; seed < 20; seed++) {
            empty();
            identity.applyAll(shuffled(seed));
            assertEquals(expected, identity.value(LiveRows.QUERY), "seed " + seed);
        }
    }

    @Test
    void severalSendersAtOnceEndInTheSameRows() throws InterruptedException, ExecutionException {
        identity.applyAll(HISTORY);
        String expected = identity.value(LiveRows.QUERY);
        empty();

        List<EventOutcome> outcomes = atOnce(4, sender -> shuffled(sender));

        assertTrue(outcomes.stream().noneMatch(Bodies::hasFailed));
        assertEquals(expected, identity.value(LiveRows.QUERY));
    }

    @Test
    void peopleWhoAreInEachOthersOrganisationsDoNotLockEachOtherOut()
            throws InterruptedException, ExecutionException {
        String left = Bodies.org("org_left", "Left", ADA, 10);
        String right = Bodies.org("org_right", "Right", CY, 10);

        atOnce(
                4,
                sender -> {
                    List<EventDelivery> events = new ArrayList<>();
                    for (int i = 0; i < 25; i++) {
                        boolean even = sender % 2 == 0;
                        String id = "orgmem_" + sender + "x" + i;
                        events.add(
                                Bodies.member(
                                        "created",
                                        id,
                                        even ? left : right,
                                        even ? CY : ADA,
                                        "member",
                                        i));
                    }
                    return events;
                });

        identity.execute("SELECT pg_stat_force_next_flush()");
        assertEquals(
                "0",
                identity.value(
                        "SELECT deadlocks FROM pg_stat_database"
                                + " WHERE datname = current_database()"));
    }

    private interface Sender {
        List<EventDelivery> events(int number);
    }

    private List<EventOutcome> atOnce(int senders, Sender sender)
            throws InterruptedException, ExecutionException {
        List<Callable<List<EventOutcome>>> calls = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            List<EventDelivery> events = sender.events(i);
            calls.add(() -> identity.applyAll(events));
        }
        List<EventOutcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<EventOutcome>> call : threads.invokeAll(calls)) {
                outcomes.addAll(call.get());
            }
        }
        return outcomes;
    }

    private void empty() {
        identity.execute(
                "TRUNCATE identity.users, identity.handles, identity.orgs, identity.memberships,"
                        + " identity.sessions, identity.invitations, identity.tombstones,"
                        + " identity.applied_events, identity.outbox CASCADE");
    }

    private static List<EventDelivery> shuffled(int seed) {
        List<EventDelivery> events = new ArrayList<>(HISTORY);
        if (seed % 2 == 1) {
            events.addAll(HISTORY);
        }
        Collections.shuffle(events, new Random(seed));
        return events;
    }
}
