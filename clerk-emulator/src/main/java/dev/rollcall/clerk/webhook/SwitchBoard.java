package dev.rollcall.clerk.webhook;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The switches as they stand. Thread-safe. */
@Singleton
public final class SwitchBoard {

    private final AtomicReference<Switches> switches = new AtomicReference<>(Switches.OFF);

    public Switches get() {
        return switches.get();
    }

    public Switches update(UnaryOperator<Switches> change) {
        return switches.updateAndGet(change);
    }
}
