package dev.rollcall.gateway.identity;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

/** How many people are remembered. */
@Context
final class IdentityMetrics {

    IdentityMetrics(MeterRegistry registry, RememberedIdentities identities) {
        Gauge.builder("rollcall.gateway.cache.size", identities, RememberedIdentities::size)
                .description("Entries remembered, about")
                .tag("cache", "identities")
                .register(registry);
    }
}
