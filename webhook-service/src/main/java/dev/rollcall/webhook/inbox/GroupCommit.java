package dev.rollcall.webhook.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Writes what arrives at the same time in one commit. One thread takes what is queued, writes it as
 * a group and completes each caller after that; while the last group had company, it waits briefly
 * for as many again. A group that fails because of a row is repeated row by row, so that nobody
 * fails for a neighbour; one that fails for another reason fails as a whole. Thread-safe.
 */
final class GroupCommit<T, R> implements AutoCloseable {

    private static final Duration LONGEST_END = Duration.ofSeconds(3);

    private record Entry<T, R>(T item, CompletableFuture<R> result) {}

    private final BlockingQueue<Entry<T, R>> queue;
    private final int largestGroup;
    private final long waitNanos;
    private final Function<List<T>, List<R>> write;
    private final Predicate<Throwable> blamesRow;
    private final Thread writer;
    private volatile boolean closed;

    /**
     * Starts the writing thread.
     *
     * @param write commits a group; answers one result per item, in order
     * @param blamesRow whether a failure may be the fault of a single row
     */
    GroupCommit(
            InboxConfiguration configuration,
            Function<List<T>, List<R>> write,
            Predicate<Throwable> blamesRow) {
        this.queue = new ArrayBlockingQueue<>(configuration.queue());
        this.largestGroup = configuration.largestGroup();
        this.waitNanos = configuration.groupWait().toNanos();
        this.write = write;
        this.blamesRow = blamesRow;
        this.writer = Thread.ofPlatform().name("group-commit").daemon().start(this::run);
    }

    /** The result after the commit; empty if the queue is full or closed. */
    Optional<CompletableFuture<R>> offer(T item) {
        Entry<T, R> entry = new Entry<>(item, new CompletableFuture<>());
        return !closed && queue.offer(entry) ? Optional.of(entry.result) : Optional.empty();
    }

    /** Writes what is queued, then ends. */
    @Override
    public void close() {
        closed = true;
        try {
            writer.join(LONGEST_END);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        writer.interrupt();
        List<Entry<T, R>> left = new ArrayList<>();
        queue.drainTo(left);
        fail(left, new CancellationException("closed"));
    }

    private void run() {
        int lastGroup = 0;
        try {
            while (!closed || !queue.isEmpty()) {
                List<Entry<T, R>> group = take(lastGroup);
                if (!group.isEmpty()) {
                    commit(group);
                    lastGroup = group.size();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Entry<T, R>> take(int expected) throws InterruptedException {
        List<Entry<T, R>> group = new ArrayList<>();
        Entry<T, R> first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
            return group;
        }
        group.add(first);
        drain(group);
        long deadline = System.nanoTime() + waitNanos;
        while (expected > 1 && group.size() < Math.min(expected, largestGroup)) {
            Entry<T, R> next = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            group.add(next);
        }
        return drain(group);
    }

    private List<Entry<T, R>> drain(List<Entry<T, R>> group) {
        queue.drainTo(group, largestGroup - group.size());
        return group;
    }

    private void commit(List<Entry<T, R>> group) {
        try {
            List<R> results = write.apply(group.stream().map(Entry::item).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).result.complete(results.get(i));
            }
        } catch (Throwable failure) { // whatever it is: without the thread nothing is accepted
            if (group.size() > 1 && blamesRow.test(failure)) {
                group.forEach(entry -> commit(List.of(entry)));
            } else {
                fail(group, failure);
            }
        }
    }

    private void fail(List<Entry<T, R>> group, Throwable failure) {
        group.forEach(entry -> entry.result.completeExceptionally(failure));
    }
}
