package dev.rollcall.webhook.delivery;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import java.time.Duration;

/** Refuses to start where others would send what is still on its way. */
@Context
final class LeaseCheck {

    LeaseCheck(
            DeliveryConfiguration configuration,
            @Value("${micronaut.http.services.identity.read-timeout}") Duration timeout) {
        check(configuration.lease(), timeout);
    }

    static void check(Duration lease, Duration timeout) {
        if (lease.compareTo(timeout) <= 0) {
            throw new SettingsException(
                    "ROLLCALL_WEBHOOK_LEASE is longer than ROLLCALL_IDENTITY_TIMEOUT");
        }
    }
}
