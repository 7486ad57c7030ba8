package dev.rollcall.webhook.inbox;

import static dev.rollcall.testing.Patience.BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A writer that can be held shows what gathers behind it. */
final class GroupCommitTest {

    private final List<List<String>> groups = new CopyOnWriteArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void writesInOneGroupWhatArrivesDuringACommit() throws Exception {
        try (GroupCommit<String, String> commit = heldAfterTheFirst(this::upperCase)) {
            List<Future<String>> results = offerFirstThen(commit, "b", "c", "d");
            release.countDown();

            assertEquals(List.of("A", "B", "C", "D"), get(results));
            assertEquals(List.of(List.of("a"), List.of("b", "c", "d")), groups);
        }
    }

    @Test
    void refusesWhenTheQueueIsFull() throws Exception {
        try (GroupCommit<String, String> commit = heldAfterTheFirst(this::upperCase)) {
            offerFirstThen(commit, "b", "c", "d", "e");

            assertEquals(Optional.empty(), commit.offer("f"));
            release.countDown();
        }
    }

    @Test
    void failsNobodyForANeighbour() throws Exception {
        Function<List<String>, List<String>> refusesC =
                group -> {
                    if (group.contains("c")) {
                        throw new IllegalArgumentException("c");
                    }
                    return upperCase(group);
                };
        try (GroupCommit<String, String> commit = heldAfterTheFirst(refusesC)) {
            List<Future<String>> results = offerFirstThen(commit, "b", "c", "d");
            release.countDown();

            assertEquals("B", get(results.get(1)));
            assertEquals("D", get(results.get(3)));
            assertThrows(ExecutionException.class, () -> get(results.get(2)));
        }
    }

    @Test
    void failsTheWholeGroupAtOnceForAnOutage() throws Exception {
        Function<List<String>, List<String>> away =
                group -> {
                    groups.add(group);
                    throw new IllegalStateException("away");
                };
        try (GroupCommit<String, String> commit = heldAfterTheFirst(away)) {
            List<Future<String>> results = offerFirstThen(commit, "b", "c");
            release.countDown();

            for (Future<String> result : results) {
                assertThrows(ExecutionException.class, () -> get(result));
            }
            assertEquals(List.of(List.of("a"), List.of("b", "c")), groups);
        }
    }

    @Test
    void writesNoMoreThanTheLargestGroupAtOnce() throws Exception {
        try (GroupCommit<String, String> commit = heldAfterTheFirst(this::upperCase, 2)) {
            List<Future<String>> results = offerFirstThen(commit, "b", "c", "d");
            release.countDown();

            assertEquals(List.of("A", "B", "C", "D"), get(results));
            assertTrue(groups.stream().allMatch(group -> group.size() <= 2));
        }
    }

    @Test
    void writesWhatIsQueuedBeforeItCloses() throws Exception {
        GroupCommit<String, String> commit = heldAfterTheFirst(this::upperCase);
        List<Future<String>> results = offerFirstThen(commit, "b");
        release.countDown();

        commit.close();

        assertEquals(List.of("A", "B"), get(results));
        assertEquals(Optional.empty(), commit.offer("late"));
    }

    private GroupCommit<String, String> heldAfterTheFirst(
            Function<List<String>, List<String>> write) {
        return heldAfterTheFirst(write, 100);
    }

    private GroupCommit<String, String> heldAfterTheFirst(
            Function<List<String>, List<String>> write, int largestGroup) {
        InboxConfiguration configuration =
                new InboxConfiguration(4, largestGroup, Duration.ofMillis(2), 1);
        return new GroupCommit<>(
                configuration,
                group -> {
                    hold();
                    return write.apply(group);
                },
                failure -> failure instanceof IllegalArgumentException);
    }

    private void hold() {
        entered.countDown();
        try {
            assertTrue(release.await(BOUND.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private List<String> upperCase(List<String> group) {
        groups.add(group);
        return group.stream().map(item -> item.toUpperCase(Locale.ROOT)).toList();
    }

    private List<Future<String>> offerFirstThen(
            GroupCommit<String, String> commit, String... others) throws InterruptedException {
        List<Future<String>> results = new ArrayList<>();
        results.add(commit.offer("a").orElseThrow());
        assertTrue(entered.await(BOUND.toSeconds(), TimeUnit.SECONDS));
        for (String other : others) {
            results.add(commit.offer(other).orElseThrow());
        }
        return results;
    }

    private static List<String> get(List<Future<String>> results) throws Exception {
        List<String> values = new ArrayList<>();
        for (Future<String> result : results) {
            values.add(get(result));
        }
        return values;
    }

    private static String get(Future<String> result) throws Exception {
        return result.get(BOUND.toSeconds(), TimeUnit.SECONDS);
    }
}
