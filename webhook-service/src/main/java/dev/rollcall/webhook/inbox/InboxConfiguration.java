package dev.rollcall.webhook.inbox;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * How arrivals are written.
 *
 * @param queue most arrivals waiting to be written; more are told to come back
 * @param largestGroup most arrivals in one commit
 * @param groupWait how long a group waits for the arrivals that are on their way
 * @param monthsAhead partitions made before they are needed
 */
@ConfigurationProperties("rollcall.webhook.inbox")
record InboxConfiguration(
        @Min(1) @Max(100_000) int queue,
        @Min(1) @Max(1_000) int largestGroup,
        Duration groupWait,
        @Min(1) @Max(24) int monthsAhead) {}
