package dev.rollcall.gateway.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private final RetryBudget budget = new RetryBudget();

    @Test
    void tenAreSavedUpAndNoMore() {
        calls(1000);

        assertEquals(10, taken(50));
    }

    @Test
    void thenATenthOfTheCalls() {
        taken(10);

        calls(9);
        assertEquals(0, taken(1));
        calls(1);
        assertEquals(1, taken(5));
    }

    private void calls(int number) {
        IntStream.range(0, number).forEach(_ -> budget.called());
    }

    private long taken(int wanted) {
        return IntStream.range(0, wanted).filter(_ -> budget.take()).count();
    }
}
