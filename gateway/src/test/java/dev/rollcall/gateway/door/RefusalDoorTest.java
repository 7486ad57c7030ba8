package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.RecordingService.Answer;
import dev.rollcall.gateway.door.RecordingService.Received;
import dev.rollcall.gateway.door.Wire.Reply;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who is refused over and over where each use is evidence. */
class RefusalDoorTest {

    private static final String ADMIN = "/api/admin/users";

    @Test
    void tenRecordsAndOneMoreWithTheCountBeforeTheEnd() {
        try (Door door = new Door(Map.of("rollcall.limits.address", 0))) {
            String bearer = door.bearer("often");
            for (int n = 0; n < 14; n++) {
                assertEquals(403, door.wire.get(ADMIN, bearer).status());
            }
            assertEquals(10, records(door).size());
            door.audit.behave(_ -> Answer.problem(503, "unavailable"));
            assertEquals(403, door.wire.get(ADMIN, bearer).status());
            assertEquals(503, door.wire.get(ADMIN, door.bearer("other")).status());
            assertEquals(503, door.wire.get(ADMIN, door.bearer("admin")).status());
            door.forget();

            assertCounted(door, "5", "user_often");
        }
    }

    @Test
    void whatCouldNotBeRecordedIsInTheCount() {
        try (Door door = new Door(Map.of("rollcall.limits.address", 0))) {
            String bearer = door.bearer("often");
            door.audit.behave(_ -> Answer.problem(503, "unavailable"));
            for (int n = 0; n < 12; n++) {
                assertEquals(n < 10 ? 503 : 403, door.wire.get(ADMIN, bearer).status());
            }
            door.forget();

            assertCounted(door, "12", "user_often");
        }
    }

    @Test
    void whoIsTurnedAwayBeforeTheRuleIsInTheCount() {
        try (Door door =
                new Door(Map.of("rollcall.limits.address", 0, "rollcall.limits.user", 1))) {
            String bearer = door.bearer("often");
            Map<Integer, Integer> answers = new TreeMap<>();
            for (int n = 0; n < 12; n++) {
                answers.merge(door.wire.get(ADMIN, bearer).status(), 1, Integer::sum);
            }
            assertEquals(Set.of(403, 429), answers.keySet());
            assertEquals(answers.get(403), records(door).size());
            door.forget();

            assertCounted(door, String.valueOf(answers.get(429)), "user_often");
        }
    }

    @Test
    void whereTheFeedDecidesNobodyIsServedBeforeItWasHeard() {
        Feed silent = new Feed();
        silent.away(true);
        try (Door door =
                new Door(
                        Map.of("rollcall.routes.admin-user-list.without-feed", "refuse"), silent)) {
            Reply refused = door.wire.get(ADMIN, door.bearer("admin"));

            assertEquals(503, refused.status(), refused::body);
            assertEquals(List.of(), records(door));
            assertCounted(door, "1", "user_admin");
        }
    }

    private static void assertCounted(Door door, String count, String subject) {
        var _ =
                door.server
                        .getApplicationContext()
                        .getBean(GracefulShutdownManager.class)
                        .shutdownGracefully();

        await().atMost(BOUND).until(() -> !records(door).isEmpty());
        String record = records(door).getFirst().body();
        assertTrue(record.contains("\"ACCESS_REFUSED\""), record);
        assertTrue(record.contains("\"count\":\"" + count + '"'), record);
        assertTrue(record.contains("\"subject\":\"" + subject + '"'), record);
    }

    private static List<Received> records(Door door) {
        return door.audit.received().stream()
                .filter(request -> request.target().equals("/internal/records"))
                .toList();
    }
}
