package dev.rollcall.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.id.ClerkMembershipId;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.mirror.Version;
import dev.rollcall.identity.sighting.History;
import dev.rollcall.identity.sighting.ObserveAtClerk;
import dev.rollcall.identity.sighting.Sighting;
import dev.rollcall.identity.user.UserRepository;
import io.micronaut.transaction.TransactionOperations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * The laws of the mirror over generated histories, down to the rows, with two processes writing at
 * once. {@code -Drollcall.laws.tries} says how many histories. A failure is not made smaller here:
 * jqwik's shrinking has a limit of time but goes on behind it, in the rows of the tests that
 * follow; set {@code FULL} for a history that the laws in memory do not make smaller.
 */
class MirrorLawsIT {

    private static final Cause CAUSE =
            Cause.webhook(new MessageId("msg_law"), Instant.parse("2026-11-20T10:00:00Z"));

    private static @Nullable RunningIdentity running;
    private static @Nullable RunningIdentity another;

    @BeforeContainer
    static void start() {
        running =
                new RunningIdentity(
                        Map.of(
                                "rollcall.sync.heal-interval",
                                "1h",
                                "rollcall.outbox.interval",
                                "1h"));
        another = identity().beside();
    }

    @AfterContainer
    static void stop() {
        other().close();
        identity().close();
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void theLawsHoldDownToTheRows(@ForAll("histories") History history, @ForAll long seed)
            throws InterruptedException, ExecutionException {
        identity().execute(LiveRows.EMPTY);
        inPieces(identity(), history.inOrder(), new Random(seed));
        claimNewAndOld(history, seed);
        String expected = identity().value(LiveRows.QUERY);

        observe(identity(), history.shuffled(seed + 1));
        assertEquals(expected, identity().value(LiveRows.QUERY), "twice is once");
        assertEquals("0", stillThere(history), "deleted stays deleted");

        identity().execute(LiveRows.EMPTY);
        byTwoProcesses(history.shuffled(seed));
        assertEquals(expected, identity().value(LiveRows.QUERY), "every order ends alike");

        sweep(history);
        assertEquals(
                String.join("\n", history.truth()),
                believed(),
                "after a sweep the rows are the truth");
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void rebuiltFromItsEventsItIsTheSame(@ForAll("histories") History history, @ForAll long seed) {
        identity().execute(LiveRows.EMPTY);
        observe(identity(), history.events());
        String rows = identity().value(LiveRows.QUERY);
        String ids = identity().value(IDS);

        identity().execute(LiveRows.FORGET);
        inPieces(identity(), history.events(), new Random(seed));

        assertEquals(rows, identity().value(LiveRows.QUERY));
        assertEquals(ids, identity().value(IDS));
    }

    private static final String IDS =
            """
            SELECT string_agg(clerk_id || id, ',' ORDER BY clerk_id)
              FROM (SELECT clerk_id, id FROM identity.users WHERE clerk_id IS NOT NULL
                    UNION ALL
                    SELECT clerk_id, id FROM identity.orgs WHERE clerk_id IS NOT NULL) AS known
            """;

    @Provide
    Arbitrary<History> histories() {
        return History.arbitrary(30);
    }

    private static RunningIdentity identity() {
        return started(running);
    }

    private static RunningIdentity other() {
        return started(another);
    }

    private static RunningIdentity started(@Nullable RunningIdentity one) {
        if (one == null) {
            throw new IllegalStateException("not started");
        }
        return one;
    }

    private static void observe(RunningIdentity process, List<Sighting> sightings) {
        if (!sightings.isEmpty()) {
            process.bean(ObserveAtClerk.class).run(sightings, CAUSE);
        }
    }

    /** Batches of any size, and the version of no row falls from one to the next. */
    private static void inPieces(RunningIdentity process, List<Sighting> sightings, Random random) {
        Map<String, Version> before = new HashMap<>();
        int from = 0;
        while (from < sightings.size()) {
            int to = Math.min(sightings.size(), from + 1 + random.nextInt(25));
            observe(process, sightings.subList(from, to));
            Map<String, Version> now = versions();
            before.forEach(
                    (id, version) ->
                            assertTrue(
                                    !now.containsKey(id) || now.get(id).compareTo(version) >= 0,
                                    "the version never falls"));
            before.putAll(now);
            from = to;
        }
    }

    private static Map<String, Version> versions() {
        Map<String, Version> versions = new HashMap<>();
        String lines =
                identity()
                        .value(
                                """
                                SELECT string_agg(concat_ws(' ', clerk_id, version_updated_ms,
                                                  version_observed_ms, version_hash), ',')
                                  FROM (SELECT clerk_id, version_updated_ms, version_observed_ms,
                                               version_hash FROM identity.users
                                        UNION ALL
                                        SELECT clerk_id, version_updated_ms, version_observed_ms,
                                               version_hash FROM identity.orgs
                                        UNION ALL
                                        SELECT clerk_id, version_updated_ms, version_observed_ms,
                                               version_hash FROM identity.memberships) AS rows
                                 WHERE version_hash IS NOT NULL AND clerk_id IS NOT NULL
                                """);
        if (!lines.equals("null")) {
            for (String line : lines.split(",", -1)) {
                String[] parts = line.split(" ", -1);
                versions.put(
                        parts[0],
                        new Version(
                                Long.parseLong(parts[1]),
                                Long.parseLong(parts[2]),
                                Long.parseLong(parts[3])));
            }
        }
        return versions;
    }

    /** Tokens say things meanwhile, in columns of their own. */
    private static void claimNewAndOld(History history, long seed) {
        Random random = new Random(seed);
        UserRepository users = identity().bean(UserRepository.class);
        TransactionOperations<?> transactions = identity().bean(TransactionOperations.class);
        for (int i = 0; i < 3; i++) {
            String user = "user_u" + random.nextInt(3) + "x0";
            Instant issuedAt = Instant.ofEpochMilli(history.sweepMs() - random.nextInt(9000));
            transactions.executeWrite(
                    status -> {
                        users.updateClaims(
                                user, issuedAt, null, "Claimed", null, null, null, "admin",
                                issuedAt);
                        return user;
                    });
        }
    }

    private static void byTwoProcesses(List<Sighting> shuffled)
            throws InterruptedException, ExecutionException {
        int half = shuffled.size() / 2;
        int overlap = Math.min(shuffled.size(), half + 3);
        List<Callable<Boolean>> writers = new ArrayList<>();
        writers.add(() -> inTwo(identity(), shuffled.subList(0, overlap)));
        writers.add(() -> inTwo(other(), shuffled.subList(half, shuffled.size())));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> writer : threads.invokeAll(writers)) {
                assertTrue(writer.get());
            }
        }
    }

    private static boolean inTwo(RunningIdentity process, List<Sighting> sightings) {
        int half = sightings.size() / 2;
        observe(process, sightings.subList(0, half));
        observe(process, sightings.subList(half, sightings.size()));
        return true;
    }

    private static void sweep(History history) {
        List<Sighting> sweep = new ArrayList<>(history.sweep());
        String truth = String.join(" ", history.truth()) + ' ';
        Instant at = Instant.ofEpochMilli(history.sweepMs());
        for (String line : known()) {
            String[] ids = line.split(" ", -1);
            if (!truth.contains(ids[0] + ' ')) {
                sweep.add(missed(ids, at));
            }
        }
        observe(identity(), sweep);
    }

    private static Sighting missed(String[] ids, Instant at) {
        if (ids[0].startsWith("user_")) {
            return new Sighting.OfUser(new ClerkUserId(ids[0]), new Observation.Missed<>(at));
        }
        if (ids[0].startsWith("org_")) {
            return new Sighting.OfOrg(new ClerkOrgId(ids[0]), new Observation.Missed<>(at));
        }
        return new Sighting.OfMembership(
                new ClerkMembershipId(ids[0]),
                new ClerkOrgId(ids[1]),
                new ClerkUserId(ids[2]),
                new Observation.Missed<>(at));
    }

    private static List<String> known() {
        String lines =
                identity()
                        .value(
                                """
                                SELECT string_agg(line, ',')
                                  FROM (SELECT clerk_id AS line FROM identity.users
                                         WHERE clerk_id IS NOT NULL
                                        UNION ALL
                                        SELECT clerk_id FROM identity.orgs
                                         WHERE clerk_id IS NOT NULL
                                        UNION ALL
                                        SELECT concat_ws(' ', m.clerk_id, o.clerk_id, u.clerk_id)
                                          FROM identity.memberships m
                                          JOIN identity.orgs o ON o.id = m.org_id
                                          JOIN identity.users u ON u.id = m.user_id
                                         WHERE m.clerk_id IS NOT NULL AND m.deleted_at IS NULL)
                                       AS lines
                                """);
        return lines.equals("null") ? List.of() : List.of(lines.split(",", -1));
    }

    private static String believed() {
        String lines = identity().value(LiveRows.BELIEVED);
        return lines.equals("null") ? "" : lines;
    }

    private static String stillThere(History history) {
        if (history.deleted().isEmpty()) {
            return "0";
        }
        String ids = "'" + String.join("','", history.deleted()) + "'";
        return identity()
                .value(
                        "SELECT (SELECT count(*) FROM identity.users WHERE clerk_id IN ("
                                + ids
                                + ")) + (SELECT count(*) FROM identity.orgs WHERE clerk_id IN ("
                                + ids
                                + ")) + (SELECT count(*) FROM identity.memberships WHERE"
                                + " deleted_at IS NULL AND clerk_id IN ("
                                + ids
                                + "))");
    }
}
