package dev.rollcall.contracts.start;

import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceTokens;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Secondary;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Time, ids and the process's own signature: injected, so that a test can hold them still. */
@Factory
final class HouseFactory {

    @Singleton
    @Secondary
    Clock clock() {
        return Clock.systemUTC();
    }

    @Singleton
    Uuid7 ids(Clock clock) {
        return new Uuid7(clock);
    }

    @Singleton
    @Requires(property = "rollcall.service.key")
    ServiceTokens.Signer signer(
            @Value("${rollcall.service.name}") String name,
            @Value("${rollcall.service.key}") String key,
            Clock clock) {
        ServiceName self =
                ServiceName.ofWire(name)
                        .orElseThrow(() -> new SettingsException("no service is called " + name));
        try {
            return new ServiceTokens.Signer(self, key, clock);
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException("ROLLCALL_SERVICE_KEY: " + wrong.getMessage());
        }
    }
}
