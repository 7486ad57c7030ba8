package dev.rollcall.contracts.start;

import jakarta.inject.Singleton;

/**
 * Whether this process has been told to end: it still answers, but says that it is not ready, and
 * keeps no connection for a next request. Never taken back. Thread safe.
 */
@Singleton
public final class Draining {

    private volatile boolean on;

    public void begin() {
        on = true;
    }

    public boolean isOn() {
        return on;
    }
}
