package dev.rollcall.identity.outbox;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * How evidence is handed on.
 *
 * @param patience the longest that it is held back for while more is being written
 */
@ConfigurationProperties("rollcall.outbox")
record OutboxConfiguration(Duration patience) {

    OutboxConfiguration {
        if (patience.isNegative()) {
            throw new SettingsException("ROLLCALL_OUTBOX_PATIENCE is a duration, or 0");
        }
    }
}
