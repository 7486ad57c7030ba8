package dev.rollcall.webhook.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The inbox as notices see it.
 *
 * @param newlyDead events and forwards that went to a dead letter within the last period
 * @param sinceLastEvent null if none ever came
 * @param oldestPending null if nothing is pending
 */
record Situation(
        long newlyDead, @Nullable Duration sinceLastEvent, @Nullable Duration oldestPending) {}
