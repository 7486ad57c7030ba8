package dev.rollcall.gateway.identity;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.contracts.token.IdentityTokens;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

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

    /**
     * Its own, and those of other copies that services are told to trust: while the key is replaced
     * copies sign with different ones, and any of them may be asked.
     */
    @Context
    PublicKeys publicKeys(
            @Value("${rollcall.identity.key}") String key,
            @Value("${rollcall.identity.trusted}") String trusted,
            IdentityTokens.Signer checked) {
        try {
            ECKey own = ECKey.parse(key);
            List<JWK> all = new ArrayList<>(List.of(own));
            others(trusted).stream()
                    .filter(other -> isIdentityKey(other) && !hasSameId(other, own))
                    .forEach(all::add);
            return new PublicKeys(new JWKSet(all).toString(true));
        } catch (ParseException unreadable) {
            throw new SettingsException("ROLLCALL_IDENTITY_KEY is not a JWK");
        }
    }

    private static List<JWK> others(String trusted) {
        try {
            return trusted.isBlank() ? List.of() : JWKSet.parse(trusted).getKeys();
        } catch (ParseException unreadable) {
            throw new SettingsException("ROLLCALL_TRUSTED_KEYS is not a JWK Set");
        }
    }

    private static boolean isIdentityKey(JWK key) {
        return key instanceof ECKey && IdentityTokens.isKeyId(key.getKeyID());
    }

    private static boolean hasSameId(JWK key, JWK other) {
        return key.getKeyID().equals(other.getKeyID());
    }
}
