package dev.rollcall.identity.change;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the sequencer of this process that it has committed something. Thread safe. */
@Singleton
class ChangeSignal {

    private final Semaphore raised = new Semaphore(0);

    void raise() {
        raised.release();
    }

    /**
     * Returns once it was raised, or after the time is up; many calls of {@link #raise} are one.
     */
    void await(Duration most) throws InterruptedException {
        if (raised.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            raised.drainPermits();
        }
    }
}
