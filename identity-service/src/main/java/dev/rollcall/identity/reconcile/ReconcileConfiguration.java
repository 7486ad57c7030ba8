package dev.rollcall.identity.reconcile;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * When reconciliation runs by itself.
 *
 * @param interval between two scheduled runs; zero: only when asked for
 * @param absenceGrace how long before a run a row must have been first seen to be missed by it
 */
@ConfigurationProperties("rollcall.reconcile")
record ReconcileConfiguration(Duration interval, Duration absenceGrace) {

    ReconcileConfiguration {
        if (interval.isNegative()) {
            throw new SettingsException("ROLLCALL_RECONCILE_INTERVAL is a duration, or 0");
        }
        if (absenceGrace.isNegative()) {
            throw new SettingsException("ROLLCALL_RECONCILE_ABSENCE_GRACE is a duration, or 0");
        }
    }

    boolean isScheduled() {
        return !interval.isZero();
    }
}
