package dev.rollcall.webhook.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Counts what became of deliveries, and how late they were. Thread-safe. */
@Context
final class DeliveryMetrics {

    private static final List<String> OUTCOMES =
            List.of("applied", "ignored", "returned", "postponed", "dead");

    private static final Duration[] LAGS = {
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofHours(1)
    };

    private final Meter.MeterProvider<Counter> settled;
    private final Counter lost;
    private final Timer lag;
    private final Clock clock;

    DeliveryMetrics(MeterRegistry registry, Circuit circuit, Clock clock) {
        this.clock = clock;
        settled =
                Counter.builder("rollcall.webhook.settled")
                        .description("Deliveries by what became of the event")
                        .withRegistry(registry);
        lost =
                Counter.builder("rollcall.webhook.leases.lost")
                        .description("Events that another delivery had taken over meanwhile")
                        .register(registry);
        lag =
                Timer.builder("rollcall.webhook.lag")
                        .description("From received to applied")
                        .serviceLevelObjectives(LAGS)
                        .register(registry);
        Gauge.builder("rollcall.webhook.identity.away", circuit, it -> it.isAway() ? 1 : 0)
                .description("1 while identity-service was away when last tried")
                .register(registry);
        OUTCOMES.forEach(outcome -> count(outcome, 0)); // a rate needs the beginning
    }

    /** {@code lost}: how many more there were whose lease had gone to somebody else. */
    void settled(Map<LeasedEvent, Settlement> settlements, int lost) {
        settlements.forEach(
                (event, settlement) -> {
                    count(outcome(settlement), 1);
                    if (settlement instanceof Settlement.Applied) {
                        lag.record(Duration.between(event.receivedAt(), clock.instant()));
                    }
                });
        this.lost.increment(lost);
    }

    private void count(String outcome, int events) {
        settled.withTag("outcome", outcome).increment(events);
    }

    private static String outcome(Settlement settlement) {
        return switch (settlement) {
            case Settlement.Applied applied -> "applied";
            case Settlement.Ignored ignored -> "ignored";
            case Settlement.Returned returned -> "returned";
            case Settlement.Postponed postponed -> "postponed";
            case Settlement.Deferred deferred -> "postponed";
            case Settlement.Buried buried -> "dead";
        };
    }
}
