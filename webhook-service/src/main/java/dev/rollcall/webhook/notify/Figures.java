package dev.rollcall.webhook.notify;

import io.micronaut.data.annotation.MappedEntity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the database counts; without a row null. */
@MappedEntity(value = "inbox", schema = "webhook")
record Figures(long newlyDead, @Nullable Long quietSeconds, @Nullable Long oldestSeconds) {

    Situation situation() {
        return new Situation(newlyDead, duration(quietSeconds), duration(oldestSeconds));
    }

    private static @Nullable Duration duration(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}
