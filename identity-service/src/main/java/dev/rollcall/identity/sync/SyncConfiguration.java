package dev.rollcall.identity.sync;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * Asking Clerk while somebody waits for an answer.
 *
 * @param patience how long a request waits for Clerk before it goes on without
 */
@ConfigurationProperties("rollcall.sync")
record SyncConfiguration(Duration patience) {

    SyncConfiguration {
        if (!patience.isPositive()) {
            throw new SettingsException("ROLLCALL_SYNC_PATIENCE is a duration of more than 0");
        }
    }
}
