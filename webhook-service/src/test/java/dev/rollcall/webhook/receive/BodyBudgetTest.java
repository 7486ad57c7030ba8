package dev.rollcall.webhook.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.start.SettingsException;
import org.junit.jupiter.api.Test;

final class BodyBudgetTest {

    private static final int LARGEST = 1_000_000;
    private static final int SMALL = BodyBudget.SMALL_BYTES;

    private final BodyBudget budget = new BodyBudget(LARGEST, 4 * LARGEST);

    @Test
    void largeBodiesShareHalfOfIt() {
        assertTrue(budget.claim(LARGEST).isPresent());
        assertTrue(budget.claim(LARGEST).isPresent());

        assertTrue(budget.claim(SMALL + 1).isEmpty());
        assertTrue(budget.claim(SMALL).isPresent());
    }

    @Test
    void smallOnesMayHaveAllOfIt() {
        for (int i = 0; i < 4 * LARGEST / SMALL; i++) {
            assertTrue(budget.claim(SMALL).isPresent());
        }

        assertTrue(budget.claim(SMALL).isEmpty());
        assertTrue(budget.claim(LARGEST).isEmpty());
    }

    @Test
    void aBodyThatDoesNotSayItsLengthOrLiesCountsAsTheLargest() {
        budget.claim(-1);
        budget.claim(Long.MAX_VALUE);

        assertEquals(2 * LARGEST, budget.free());
        assertTrue(budget.claim(-1).isEmpty());
    }

    @Test
    void roomIsGivenBackOnce() {
        BodyBudget.Claim claim = budget.claim(LARGEST).orElseThrow();

        claim.release();
        claim.release();

        assertEquals(4 * LARGEST, budget.free());
    }

    @Test
    void whatIsRefusedTakesNothing() {
        budget.claim(LARGEST);
        budget.claim(LARGEST);
        budget.claim(LARGEST);

        assertEquals(2 * LARGEST, budget.free());
    }

    @Test
    void aBudgetThatTakesNoLargeBodyStopsTheStart() {
        assertThrows(SettingsException.class, () -> new BodyBudget(LARGEST, LARGEST));
    }

    @Test
    void noBodyIsSmallThatIsTooLarge() {
        assertEquals(SMALL, budget.largestSmallBody());
        assertEquals(1000, new BodyBudget(1000, 4000).largestSmallBody());
    }
}
