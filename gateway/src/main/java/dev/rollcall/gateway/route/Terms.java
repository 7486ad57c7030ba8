package dev.rollcall.gateway.route;

import java.time.Duration;
import java.util.Locale;

/**
 * How a route is served, beside who may.
 *
 * @param largestBody in bytes; over {@link #BUFFERED_BYTES} it is passed on as it comes
 * @param timeout the longest wait for the first line of an answer; the body goes before it
 * @param refusedWithoutFeed nobody passes while revocations may be missed
 */
public record Terms(Limit limit, long largestBody, Duration timeout, boolean refusedWithoutFeed) {

    /** What counts against whom. */
    public enum Limit {
        /** Nothing: for health, and for who is known otherwise. */
        NONE,
        /** Each request against the person, and the organisation the session is in. */
        USER,
        /** Against the address as well, before anything is known of the person. */
        ADDRESS;

        /** The word in the configuration. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);
    static final Duration LONGEST_STREAM = Duration.ofHours(1);

    /** So much of a request is kept in memory. */
    public static final long BUFFERED_BYTES = 1 << 20;

    /** The largest body that a route can allow. */
    static final long LARGEST_BODY = 1L << 36;

    public static final Terms USUAL = new Terms(Limit.USER, BUFFERED_BYTES, DEFAULT_TIMEOUT, false);

    /** Whether the body goes through, instead of being read first. */
    public boolean isStreamed() {
        return largestBody > BUFFERED_BYTES;
    }
}
