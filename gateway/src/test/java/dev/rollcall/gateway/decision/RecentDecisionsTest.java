package dev.rollcall.gateway.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentDecisionsTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T10:00:00Z"));

    @Test
    void theOldestGivesWay() {
        RecentDecisions recent = keeping(2);

        recent.keep(decision("request-1", "a"));
        recent.keep(decision("request-2", "b"));
        recent.keep(decision("request-3", "c"));

        assertEquals(List.of(), reasons(recent, "request-1"));
        assertEquals(List.of("b"), reasons(recent, "request-2"));
        assertEquals(List.of("c"), reasons(recent, "request-3"));
    }

    @Test
    void whatIsTooOldIsForgotten() {
        RecentDecisions recent = keeping(2);
        recent.keep(decision("request-1", "a"));

        clock.advance(Duration.ofMinutes(60));
        assertEquals(List.of("a"), reasons(recent, "request-1"));

        clock.advance(Duration.ofMillis(1));
        assertEquals(List.of(), reasons(recent, "request-1"));
    }

    @Test
    void anIdThatIsUsedAgainHasSeveralTheLatestFirst() {
        RecentDecisions recent = keeping(100);
        for (int i = 0; i < 30; i++) {
            recent.keep(decision("request-1", "r" + i));
        }

        List<String> reasons = reasons(recent, "request-1");

        assertEquals(RecentDecisions.MOST_FOUND, reasons.size());
        assertEquals("r29", reasons.getFirst());
    }

    @Test
    void noneAreKeptIfNoneAreWanted() {
        RecentDecisions recent = keeping(0);

        recent.keep(decision("request-1", "a"));

        assertEquals(List.of(), reasons(recent, "request-1"));
    }

    private RecentDecisions keeping(int most) {
        return new RecentDecisions(
                new DecisionConfiguration(most, Duration.ofHours(1), null), clock);
    }

    private Decision decision(String requestId, String reason) {
        return new Decision(
                clock.instant(),
                requestId,
                "GET",
                "r",
                "session",
                401,
                "token_invalid",
                reason,
                null,
                null,
                null,
                null);
    }

    private static List<String> reasons(RecentDecisions recent, String requestId) {
        return recent.find(new RequestId(requestId)).stream().map(Decision::reason).toList();
    }
}
