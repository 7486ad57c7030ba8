package dev.rollcall.gateway.token;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

/** How many verified tokens are remembered, and how many keys are known to verify with. */
@Context
final class TokenMetrics {

    TokenMetrics(MeterRegistry registry, SessionKeys keys) {
        Gauge.builder("rollcall.gateway.cache.size", keys, it -> it.current().tokens().size())
                .description("Entries remembered, about")
                .tag("cache", "tokens")
                .register(registry);
        Gauge.builder("rollcall.gateway.token.keys", keys, it -> it.current().ring().size())
                .description("Clerk's keys in force; 0: no token can be verified")
                .register(registry);
        Gauge.builder(
                        "rollcall.gateway.token.keys.native",
                        keys,
                        it -> it.current().ring().faster())
                .description(
                        "Those of them that native code verifies with; the JDK does the others")
                .register(registry);
    }
}
