package dev.rollcall.gateway.limit;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * {@code rollcall.limits}: requests a minute at each copy of the gateway; 0 for any number.
 *
 * @param address of one address, on routes that say so
 * @param failures tokens of one address that are not valid
 * @param user of one person
 * @param org of one organisation, all its people together
 */
@ConfigurationProperties("rollcall.limits")
record LimitConfiguration(
        @Bindable(defaultValue = "600") long address,
        @Bindable(defaultValue = "60") long failures,
        @Bindable(defaultValue = "1200") long user,
        @Bindable(defaultValue = "12000") long org) {

    LimitConfiguration {
        check("ROLLCALL_LIMIT_ADDRESS", address);
        check("ROLLCALL_LIMIT_FAILURES", failures);
        check("ROLLCALL_LIMIT_USER", user);
        check("ROLLCALL_LIMIT_ORG", org);
    }

    private static void check(String variable, long perMinute) {
        if (perMinute < 0) {
            throw new SettingsException(variable + " is requests a minute, or 0 for any number");
        }
    }
}
