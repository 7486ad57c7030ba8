package dev.rollcall.gateway.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

/** Whether revocations are heard, for whoever watches. */
@Context
final class FeedMetrics {

    FeedMetrics(MeterRegistry registry, FeedState state) {
        Gauge.builder("rollcall.gateway.feed.alive", state, it -> it.isAlive() ? 1 : 0)
                .description(
                        "1 while the change feed is followed, 0 while revocations may be missed")
                .register(registry);
    }
}
