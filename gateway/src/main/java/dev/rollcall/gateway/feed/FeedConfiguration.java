package dev.rollcall.gateway.feed;

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
        boolean possible =
                waitFor.isPositive()
                        && tokenLifetime.isPositive()
                        && identityFresh.compareTo(LONGEST_FRESH) <= 0
                        && identityFreshLost.compareTo(identityFresh) <= 0;
        if (!possible) {
            throw new IllegalArgumentException(
                    "rollcall.feed: identity-fresh is at most 60s, identity-fresh-lost at most"
                            + " identity-fresh, the others are positive");
        }
    }
}
