package dev.rollcall.webhook.status;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits in the inbox, asked for when it is read, by one at a time, and not again within five
 * seconds of the answer, however long that took; not a number while the database is away.
 * Thread-safe.
 */
@Context
final class BacklogMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(BacklogMetrics.class);
    private static final Duration KEPT = Duration.ofSeconds(5);

    private record Reading(Instant at, Optional<InboxFigures> figures) {}

    private final StatusRepository repository;
    private final Clock clock;
    private @Nullable Reading last;

    BacklogMetrics(MeterRegistry registry, StatusRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
        gauge(registry, "rollcall.webhook.pending", "Events to be delivered", it -> it.pending());
        gauge(registry, "rollcall.webhook.dead", "Events in the dead letter", it -> it.dead());
        gauge(
                registry,
                "rollcall.webhook.oldest.pending.seconds",
                "Since the oldest of them was received; 0 if there is none",
                it -> Objects.requireNonNullElse(it.oldestPendingSeconds(), 0L));
        gauge(
                registry,
                "rollcall.webhook.last.received.timestamp.seconds",
                "When the last event came; 0 if none has",
                it -> it.lastReceivedAt() == null ? 0 : it.lastReceivedAt().getEpochSecond());
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<InboxFigures> value) {
        Gauge.builder(name, this, it -> it.read(value)).description(description).register(registry);
    }

    private double read(ToDoubleFunction<InboxFigures> value) {
        return figures().map(value::applyAsDouble).orElse(Double.NaN);
    }

    private synchronized Optional<InboxFigures> figures() {
        Reading reading = last;
        if (reading == null || !clock.instant().isBefore(reading.at.plus(KEPT))) {
            Optional<InboxFigures> figures = ask();
            reading = new Reading(clock.instant(), figures);
            last = reading;
        }
        return reading.figures;
    }

    private Optional<InboxFigures> ask() {
        try {
            return Optional.of(repository.getFigures());
        } catch (RuntimeException away) {
            LOG.warn("event=metrics.database_away error={}", away.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
