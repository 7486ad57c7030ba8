package dev.rollcall.webhook.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * How the inbox is emptied.
 *
 * @param batch most events leased and sent at a time
 * @param lease how long a leased event is left alone; longer than the client's timeout
 * @param workers batches on their way at a time
 * @param poll how often to look without being told, for what other copies left behind
 * @param mostAttempts failures after which an event goes to the dead letter
 */
@ConfigurationProperties("rollcall.webhook.delivery")
record DeliveryConfiguration(
        boolean enabled,
        @Min(1) @Max(500) int batch,
        @Min(1) @Max(16) int workers,
        Duration lease,
        Duration poll,
        @Min(1) @Max(100) int mostAttempts) {}
