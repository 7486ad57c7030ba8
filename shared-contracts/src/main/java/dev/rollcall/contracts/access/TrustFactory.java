package dev.rollcall.contracts.access;

import dev.rollcall.contracts.token.IdentityTokens;
import dev.rollcall.contracts.token.ServiceTokens;
import dev.rollcall.contracts.token.TrustedKeys;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The verifiers of a process that accepts signed calls. */
@Factory
@Requires(beans = TrustConfiguration.class)
final class TrustFactory {

    @Singleton
    ServiceTokens.Verifier serviceTokens(TrustConfiguration trust, Clock clock) {
        return new ServiceTokens.Verifier(trust.audience(), TrustedKeys.parse(trust.keys()), clock);
    }

    @Singleton
    IdentityTokens.Verifier identityTokens(TrustConfiguration trust, Clock clock) {
        return new IdentityTokens.Verifier(
                trust.audience(), TrustedKeys.parse(trust.keys()), clock);
    }
}
