package dev.rollcall.gateway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private static final int BODY = 1 << 20;
    private static final int POOL = 16 * BODY;

    private final BodyBudget budget = new BodyBudget(POOL);

    @Test
    void oneAddressLeavesRoomForTheOthers() {
        assertEquals(4, taken("203.0.113.7"));
        assertEquals(4, taken("203.0.113.8"));
        assertFalse(budget.take("203.0.113.7", 1));
    }

    @Test
    void allTogetherHaveNoMoreThanThereIs() {
        for (int n = 1; n <= 4; n++) {
            assertEquals(4, taken("203.0.113." + n));
        }

        assertFalse(budget.take("203.0.113.9", 1));

        budget.giveBack("203.0.113.1", BODY);
        assertTrue(budget.take("203.0.113.9", BODY));
    }

    @Test
    void whoHasGivenAllBackIsForgotten() {
        assertTrue(budget.take("203.0.113.7", 1));
        assertTrue(budget.take("203.0.113.7", 2));
        assertTrue(budget.take("203.0.113.8", 1));
        assertFalse(budget.take("203.0.113.9", POOL));

        budget.giveBack("203.0.113.7", 3);
        budget.giveBack("203.0.113.8", 1);

        assertEquals(0, budget.addresses());
        assertTrue(budget.take("203.0.113.7", 4 * BODY));
    }

    @Test
    void theLargestBodyFitsHoweverLittleThereIs() {
        assertTrue(new BodyBudget(BODY).take("203.0.113.7", BODY));
    }

    private int taken(String address) {
        int taken = 0;
        while (budget.take(address, BODY)) {
            taken++;
        }
        return taken;
    }
}
