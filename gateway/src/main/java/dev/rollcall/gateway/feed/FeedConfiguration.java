package dev.rollcall.gateway.feed;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * What the gateway remembers, and how it follows the changes of it.
 *
 * @param waitFor how long one question waits for an answer; shorter than identity's read timeout
 * @param tokenLifetime how long a revocation is remembered: the longest life of a session token,
 *     and {@link #MARGIN}
 * @param identityFresh how long an identity is remembered while the feed tells its changes
 * @param identityFreshLost how long without the feed
 */
@ConfigurationProperties("rollcall.feed")
public record FeedConfiguration(
        Duration waitFor,
        Duration tokenLifetime,
        Duration identityFresh,
        Duration identityFreshLost) {

    /** For clocks that differ, and the way of the news. */
    static final Duration MARGIN = Duration.ofMinutes(1);

    /** Of Clerk's own session tokens. */
    private static final Duration USUAL_TOKEN = Duration.ofSeconds(60);

    static final Duration LONGEST_FRESH = Duration.ofSeconds(60);

    public FeedConfiguration {
        if (!waitFor.isPositive()) {
            throw new SettingsException("rollcall.feed.wait-for is longer than 0");
        }
        if (tokenLifetime.compareTo(USUAL_TOKEN.plus(MARGIN)) < 0) {
            throw new SettingsException("ROLLCALL_TOKEN_LIFETIME is at least 2m");
        }
        if (identityFresh.compareTo(LONGEST_FRESH) > 0) {
            throw new SettingsException("ROLLCALL_IDENTITY_FRESH is at most 60s");
        }
        if (identityFreshLost.compareTo(identityFresh) > 0) {
            throw new SettingsException(
                    "ROLLCALL_IDENTITY_FRESH_LOST is at most ROLLCALL_IDENTITY_FRESH");
        }
    }

    /**
     * What lives longer than this counts for nobody, for it would outlive the memory of what
     * revoked it.
     */
    public Duration longestToken() {
        return tokenLifetime.minus(MARGIN);
    }
}
