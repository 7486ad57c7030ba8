package dev.rollcall.gateway.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.rollcall.contracts.start.SettingsException;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityKeysTest {

    private final ECKey own = key("gateway-identity.1");
    private final ECKey next = key("gateway-identity.2");
    private final ECKey caller = key("gateway.1");

    @Test
    void publishesItsOwnWithoutTheSecret() throws ParseException {
        assertEquals(List.of("gateway-identity.1"), published(""));
    }

    @Test
    void publishesWhatAnotherCopySignsWithAndNothingElse() throws ParseException {
        String trusted = new JWKSet(List.of(caller, own, next)).toString(true);

        assertEquals(List.of("gateway-identity.1", "gateway-identity.2"), published(trusted));
    }

    @Test
    void neverPublishesAPrivateHalf() throws ParseException {
        String careless = new JWKSet(List.of(own, next)).toString(false);

        assertEquals(List.of("gateway-identity.1", "gateway-identity.2"), published(careless));
    }

    @Test
    void namesTheSettingThatIsNoKeySet() {
        SettingsException wrong = assertThrows(SettingsException.class, () -> published("{"));

        assertEquals("ROLLCALL_TRUSTED_KEYS is not a JWK Set", wrong.getMessage());
    }

    private List<String> published(String trusted) throws ParseException {
        IdentityKeys keys = new IdentityKeys();
        String key = own.toJSONString();
        List<JWK> published =
                JWKSet.parse(
                                keys.publicKeys(key, trusted, keys.signer(key, Clock.systemUTC()))
                                        .json())
                        .getKeys();
        published.forEach(each -> assertFalse(each.isPrivate(), each.getKeyID()));
        return published.stream().map(JWK::getKeyID).toList();
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
