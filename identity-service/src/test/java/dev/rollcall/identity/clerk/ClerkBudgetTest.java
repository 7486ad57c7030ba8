package dev.rollcall.identity.clerk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClerkBudgetTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T00:00:00Z"));
    private final ClerkBudget budget = budget("sk_test_x");

    @Test
    void inNoTenSecondsMoreThanTheShareOfClerksLimit() {
        int made = 0;
        for (int i = 0; i < 100; i++) {
            while (budget.take(ClerkBudget.Use.REQUEST).isZero()) {
                made++;
            }
            clock.advance(Duration.ofMillis(100));
        }

        assertTrue(made <= 80, "made " + made);
        assertTrue(made >= 70, "made " + made);
    }

    @Test
    void aLiveKeyHasTenTimesTheLimit() {
        assertEquals(800, new ClerkLimits(0, 0.8, 0.3).requests("sk_live_x"));
        assertEquals(80, new ClerkLimits(0, 0.8, 0.3).requests("sk_test_x"));
    }

    @Test
    void backgroundWorkHasLessAndLeavesTheRestToRequests() {
        int background = 0;
        while (budget.take(ClerkBudget.Use.BACKGROUND).isZero()) {
            background++;
        }

        assertEquals(9, background);
        assertTrue(budget.take(ClerkBudget.Use.REQUEST).isZero());
    }

    @Test
    void backgroundWorkWaitsWhileRequestsNeedTheirHalf() {
        for (int i = 0; i < 20; i++) {
            budget.take(ClerkBudget.Use.REQUEST);
        }

        assertFalse(budget.take(ClerkBudget.Use.BACKGROUND).isZero());
        assertEquals(0, budget.availableForBackground());
    }

    @Test
    void nobodyCallsUntilRetryAfterHasPassed() {
        budget.pause(Duration.ofSeconds(7));

        assertEquals(Duration.ofSeconds(7), budget.take(ClerkBudget.Use.REQUEST));
        assertEquals(0, budget.availableForBackground());
        clock.advance(Duration.ofSeconds(7));
        assertTrue(budget.take(ClerkBudget.Use.REQUEST).isZero());
    }

    @Test
    void aShorterPauseDoesNotShortenALongerOne() {
        budget.pause(Duration.ofSeconds(7));
        budget.pause(Duration.ofSeconds(1));

        assertEquals(Duration.ofSeconds(7), budget.take(ClerkBudget.Use.REQUEST));
    }

    @Test
    void refusesSharesThatAreNone() {
        assertThrows(SettingsException.class, () -> new ClerkLimits(0, 0, 0.3));
        assertThrows(SettingsException.class, () -> new ClerkLimits(0, 0.8, 1.1));
        assertThrows(SettingsException.class, () -> new ClerkLimits(-1, 0.8, 0.3));
    }

    private ClerkBudget budget(String key) {
        ClerkConfiguration configuration = new ClerkConfiguration(key, "", "", "", false);
        return new ClerkBudget(configuration, new ClerkLimits(0, 0.8, 0.3), clock);
    }
}
