package dev.rollcall.identity.change;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * The change feed.
 *
 * @param interval how often rows of other copies are looked for
 * @param tokenLifetime the longest life of a session token, and a margin: a follower that starts is
 *     told the revocations of that time
 * @param retention how long a follower may be away without starting over; never less than
 *     tokenLifetime
 * @param compactAfter the age at which a change that a newer one replaces is dropped
 */
@ConfigurationProperties("rollcall.changes")
record ChangeConfiguration(
        Duration interval, Duration tokenLifetime, Duration retention, Duration compactAfter) {

    ChangeConfiguration {
        if (!interval.isPositive()) {
            throw new SettingsException("ROLLCALL_CHANGES_INTERVAL is longer than 0");
        }
        if (!tokenLifetime.isPositive()) {
            throw new SettingsException("ROLLCALL_TOKEN_LIFETIME is longer than 0");
        }
        if (compactAfter.isNegative()) {
            throw new SettingsException("ROLLCALL_CHANGES_COMPACT_AFTER is a duration, or 0");
        }
        if (retention.compareTo(tokenLifetime) < 0) {
            throw new SettingsException(
                    "ROLLCALL_CHANGES_RETENTION is at least ROLLCALL_TOKEN_LIFETIME");
        }
    }
}
