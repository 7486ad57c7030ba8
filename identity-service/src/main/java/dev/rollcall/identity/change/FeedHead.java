package dev.rollcall.identity.change;

import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The greatest position this process knows, and those who wait for a greater one: at most {@value
 * #MOST_WAITERS}, each a virtual thread without a database connection. A process that ends keeps
 * nobody waiting. Thread safe.
 */
@Singleton
final class FeedHead implements GracefulShutdownCapable {

    static final int MOST_WAITERS = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private final Semaphore places = new Semaphore(MOST_WAITERS);
    private long position;
    private boolean ending;

    void advance(long to) {
        lock.lock();
        try {
            if (to != position) {
                position = to;
                advanced.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for more than that, or until the time is up; false if too many wait already. */
    boolean await(long after, Duration most) {
        if (!places.tryAcquire()) {
            return false;
        }
        lock.lock();
        try {
            long left = most.toNanos();
            while (position <= after && !ending && left > 0) {
                left = advanced.awaitNanos(left);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
            places.release();
        }
        return true;
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        lock.lock();
        try {
            ending = true;
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
        return CompletableFuture.completedFuture(null);
    }
}
