package dev.rollcall.gateway.identity;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.contracts.token.IdentityTokens;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import java.text.ParseException;
import java.time.Clock;

/** The key that signs identities for upstreams, and its public half. */
@Factory
final class IdentityKeys {

    /** What upstreams verify with, as a JWK Set. */
    record PublicKeys(String json) {}

    @Context
    IdentityTokens.Signer signer(@Value("${rollcall.identity.key}") String key, Clock clock) {
        try {
            return new IdentityTokens.Signer(key, clock);
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException("ROLLCALL_IDENTITY_KEY: " + wrong.getMessage());
        }
    }

    @Context
    PublicKeys publicKeys(
            @Value("${rollcall.identity.key}") String key, IdentityTokens.Signer checked) {
        try {
            return new PublicKeys(new JWKSet(ECKey.parse(key)).toString(true));
        } catch (ParseException unreadable) {
            throw new SettingsException("ROLLCALL_IDENTITY_KEY is not a JWK");
        }
    }
}
