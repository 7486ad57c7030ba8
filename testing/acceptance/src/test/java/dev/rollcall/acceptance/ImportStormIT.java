package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * W4, S1: five thousand people are imported at Clerk. Each creation arrives three times and out of
 * order, each person asks for their profile meanwhile, and each is renamed afterwards.
 */
@Tag("long")
class ImportStormIT {

    private static final int WAVES = 10;
    private static final int PEOPLE_IN_A_WAVE = 500;
    private static final int CLIENTS = 32;

    /** Ours, and nobody else's in this database. */
    private static final String PREFIX = "burst-%";

    private final RunningStack stack = RunningStack.get();
    private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();

    @AfterEach
    void calm() {
        stack.clerk().switches(Map.of("duplicate", 0, "shuffle", false));
    }

    @Test
    void everybodyIsThereOnceAndComplete() throws Exception {
        stack.clerk().switches(Map.of("duplicate", 2, "shuffle", true));
        Instant start = Instant.now();

        for (int wave = 0; wave < WAVES; wave++) {
            everybodyVisits(stack.clerk().burst(PEOPLE_IN_A_WAVE));
        }

        Instant sent = Instant.now();
        String people = Integer.toString(WAVES * PEOPLE_IN_A_WAVE);
        assertEquals(Map.of(200, WAVES * PEOPLE_IN_A_WAVE), answers);
        await().atMost(BOUND)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertEquals(people, mirrored("first_name = 'Renamed'")));
        assertEquals(people, mirrored("sync_status = 'active'"));
        assertEquals(people, mirrored("true"));
        assertEquals(people, personalOrgs());
        System.out.printf(
                "import storm: %s people in %d s, answers %s, at rest %d s later%n",
                people,
                Duration.between(start, sent).toSeconds(),
                answers,
                Duration.between(sent, Instant.now()).toSeconds());
    }

    private void everybodyVisits(List<String> userIds)
            throws InterruptedException, ExecutionException, IOException {
        String key = Files.readString(stack.home().resolve("secrets/clerk-secret.key")).strip();
        List<String> order = new ArrayList<>(userIds);
        Collections.shuffle(order);
        List<Future<?>> visits = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (String userId : order) {
                visits.add(threads.submit(() -> visit(userId, key)));
            }
        }
        for (Future<?> visit : visits) {
            visit.get();
        }
    }

    private void visit(String userId, String key) {
        Reply profile = profile(userId);
        answers.merge(profile.status(), 1, Integer::sum);
        stack.clerk().update(userId, "{\"first_name\":\"Renamed\"}", key);
    }

    private Reply profile(String userId) {
        return stack.gateway().get("/api/auth/profile", stack.clerk().token(userId));
    }

    private String mirrored(String condition) {
        return stack.value(
                "SELECT count(*) FROM identity.users WHERE email LIKE ? AND " + condition, PREFIX);
    }

    private String personalOrgs() {
        return stack.value(
                """
                SELECT count(*)
                  FROM identity.orgs o
                  JOIN identity.users u ON u.id = o.owner_id
                 WHERE o.origin = 'local' AND u.email LIKE ?
                """,
                PREFIX);
    }
}
