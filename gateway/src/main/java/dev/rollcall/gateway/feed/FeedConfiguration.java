package dev.rollcall.gateway.feed;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * What the gateway remembers, and how it follows the changes of it.
 *
 * @param waitFor how long one question waits for an answer; shorter than identity's read timeout
 * @param tokenLifetime the longest life of a session token, and a margin: how long a revocation is
 *     remembered
 * @param identityFresh how long an identity is remembered while the feed tells its changes
 * @param identityFreshLost how long without the feed
 */
@ConfigurationProperties("rollcall.feed")
public record FeedConfiguration(
        Duration waitFor,
        Duration tokenLifetime,
        Duration identityFresh,
        Duration identityFreshLost) {

    static final Duration LONGEST_FRESH = Duration.ofSeconds(60);

    public FeedConfiguration {
        if (!waitFor.isPositive()) {
            throw new SettingsException("rollcall.feed.wait-for is longer than 0");
        }
        if (!tokenLifetime.isPositive()) {
            throw new SettingsException("ROLLCALL_TOKEN_LIFETIME is longer than 0");
        }
        if (identityFresh.compareTo(LONGEST_FRESH) > 0) {
            throw new SettingsException("ROLLCALL_IDENTITY_FRESH is at most 60s");
        }
        if (identityFreshLost.compareTo(identityFresh) > 0) {
            throw new SettingsException(
                    "ROLLCALL_IDENTITY_FRESH_LOST is at most ROLLCALL_IDENTITY_FRESH");
        }
    }
}
