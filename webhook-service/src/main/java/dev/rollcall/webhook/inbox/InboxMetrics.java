package dev.rollcall.webhook.inbox;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** How many arrivals share a commit. Thread-safe. */
@Singleton
final class InboxMetrics {

    private final DistributionSummary groups;

    InboxMetrics(MeterRegistry registry) {
        groups =
                DistributionSummary.builder("rollcall.webhook.group")
                        .description("Webhooks written in one commit")
                        .baseUnit("events")
                        .serviceLevelObjectives(1, 4, 16, 64, 256)
                        .register(registry);
    }

    void group(int arrivals) {
        groups.record(arrivals);
    }
}
