package dev.rollcall.testing;

import java.time.Duration;

/** How long a test waits for what comes by itself: against hanging, and no measure of speed. */
public final class Patience {

    public static final Duration BOUND = Duration.ofMinutes(4);

    private Patience() {}
}
