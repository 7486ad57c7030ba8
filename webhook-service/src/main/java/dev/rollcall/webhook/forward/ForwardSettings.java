package dev.rollcall.webhook.forward;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * What holds for every target.
 *
 * @param poll how often to look for what is due
 * @param mostAttempts failures after which an event goes to the target's dead letter
 */
@ConfigurationProperties("rollcall.webhook.forward")
record ForwardSettings(Duration poll, @Min(1) @Max(1000) int mostAttempts) {}
