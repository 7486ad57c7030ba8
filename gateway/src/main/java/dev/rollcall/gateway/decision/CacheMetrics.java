package dev.rollcall.gateway.decision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts whether memory knew what a request needed. Thread safe. */
@Singleton
public final class CacheMetrics {

    private final Counter knownTokens;
    private final Counter newTokens;
    private final Counter knownIdentities;
    private final Counter newIdentities;

    CacheMetrics(MeterRegistry registry) {
        knownTokens = counter(registry, "tokens", "hit");
        newTokens = counter(registry, "tokens", "miss");
        knownIdentities = counter(registry, "identities", "hit");
        newIdentities = counter(registry, "identities", "miss");
    }

    public void token(boolean known) {
        (known ? knownTokens : newTokens).increment();
    }

    public void identity(boolean known) {
        (known ? knownIdentities : newIdentities).increment();
    }

    private static Counter counter(MeterRegistry registry, String cache, String result) {
        return Counter.builder("rollcall.gateway.cache.lookups")
                .description("Requests whose token or person was remembered, or was not")
                .tag("cache", cache)
                .tag("result", result)
                .register(registry);
    }
}
