package dev.rollcall.webhook.retention;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.time.Duration;

/**
 * How long things are kept.
 *
 * @param payloads events with their payloads, 1 day to 10 years; a month goes as a whole, so an
 *     event stays up to 31 days longer
 */
@Context
@ConfigurationProperties("rollcall.webhook.retention")
record RetentionConfiguration(Duration payloads) {

    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(3650);

    RetentionConfiguration {
        if (payloads.compareTo(SHORTEST) < 0 || payloads.compareTo(LONGEST) > 0) {
            throw new SettingsException("ROLLCALL_WEBHOOK_RETENTION is between 1 and 3650 days");
        }
    }
}
