package dev.rollcall.contracts.start;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * {@code rollcall.drain}: how a process ends.
 *
 * @param notice how long it is not ready and serves nevertheless, so that balancers turn away
 * @param timeout how long requests that have begun may take after that
 */
@ConfigurationProperties("rollcall.drain")
record DrainConfiguration(
        @Bindable(defaultValue = "0s") Duration notice,
        @Bindable(defaultValue = "10s") Duration timeout) {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    DrainConfiguration {
        check("ROLLCALL_DRAIN_NOTICE", notice);
        check("ROLLCALL_DRAIN_TIMEOUT", timeout);
    }

    private static void check(String variable, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new SettingsException(variable + " is 0s to 60s");
        }
    }
}
