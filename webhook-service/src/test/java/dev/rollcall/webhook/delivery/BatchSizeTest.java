package dev.rollcall.webhook.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchSizeTest {

    private static final Duration QUICK = BatchSize.QUICK.minusMillis(1);
    private static final Duration SLOW = BatchSize.SLOW.plusMillis(1);

    private final BatchSize size = new BatchSize(100);

    @Test
    void itGrowsWhileAnswersAreQuickUpToTheMost() {
        for (int i = 0; i < 10; i++) {
            size.answered(size.now(), QUICK);
        }

        assertEquals(100, size.now());
    }

    @Test
    void aSlowAnswerHalvesItAndTheFirstSizeIsTheLeast() {
        int first = size.now();
        size.answered(first, QUICK);
        size.answered(2 * first, QUICK);

        size.answered(4 * first, SLOW);
        assertEquals(2 * first, size.now());

        for (int i = 0; i < 10; i++) {
            size.answered(size.now(), SLOW);
        }
        assertEquals(first, size.now());
    }

    @Test
    void aBatchThatWasNotFullProvesNothing() {
        int first = size.now();

        size.answered(first - 1, QUICK);

        assertEquals(first, size.now());
    }

    @Test
    void inBetweenItStays() {
        int first = size.now();

        size.answered(first, BatchSize.QUICK);
        size.answered(first, BatchSize.SLOW);

        assertEquals(first, size.now());
    }

    @Test
    void itNeverExceedsASmallLimit() {
        assertEquals(3, new BatchSize(3).now());
    }
}
