package dev.rollcall.gateway.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.MutableClock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatestStatusTest {

    private static final int CROWD = 50;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T10:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void howeverManyWantToKnowItIsAskedOnce() throws Exception {
        CountDownLatch coming = new CountDownLatch(CROWD);
        LatestStatus status =
                status(
                        () -> {
                            awaitAll(coming);
                            return true;
                        });

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers =
                    IntStream.range(0, CROWD)
                            .mapToObj(
                                    _ ->
                                            threads.submit(
                                                    () -> {
                                                        coming.countDown();
                                                        return status.isUp();
                                                    }))
                            .toList();
            for (Future<Boolean> answer : answers) {
                assertTrue(answer.get());
            }
        }

        assertEquals(1, asked.get());
    }

    @Test
    void anAnswerCountsForASecondFromWhenItCame() {
        LatestStatus status =
                status(
                        () -> {
                            clock.advance(LatestStatus.FRESH.multipliedBy(5)); // it took so long
                            return true;
                        });

        assertTrue(status.isUp());
        clock.advance(LatestStatus.FRESH.dividedBy(2));
        assertTrue(status.isUp());
        assertEquals(1, asked.get());

        clock.advance(LatestStatus.FRESH);
        assertTrue(status.isUp());
        assertEquals(2, asked.get());
    }

    @Test
    void aQuestionThatFailedIsAskedAgain() {
        LatestStatus status =
                status(
                        () -> {
                            if (asked.get() == 1) {
                                throw new IllegalStateException("no answer");
                            }
                            return false;
                        });

        assertThrows(IllegalStateException.class, status::isUp);
        assertFalse(status.isUp());
        assertEquals(2, asked.get());
    }

    private LatestStatus status(BooleanSupplier answer) {
        return new LatestStatus(
                () -> {
                    asked.incrementAndGet();
                    return answer.getAsBoolean();
                },
                clock);
    }

    private static void awaitAll(CountDownLatch coming) {
        try {
            coming.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
