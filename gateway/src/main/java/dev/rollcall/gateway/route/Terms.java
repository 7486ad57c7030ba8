package dev.rollcall.gateway.route;

import java.time.Duration;

/**
 * How a route is served, beside who may.
 *
 * @param timeout the longest wait for the first line of an answer
 * @param refusedWithoutFeed nobody passes while revocations may be missed
 */
public record Terms(Limit limit, Duration timeout, boolean refusedWithoutFeed) {

    /** What counts against whom. */
    public enum Limit {
        /** Nothing: for health, and for who is known otherwise. */
        NONE,
        /** Each request against the person, and the organisation the session is in. */
        USER,
        /** Against the address as well, before anything is known of the person. */
        ADDRESS
    }

    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);
    static final Terms USUAL = new Terms(Limit.USER, DEFAULT_TIMEOUT, false);
}
