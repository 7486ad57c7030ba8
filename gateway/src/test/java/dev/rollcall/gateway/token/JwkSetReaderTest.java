package dev.rollcall.gateway.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwkSetReaderTest {

    private static final RSAKey GOOD = TokenForge.generate("ins_1", 2048);

    @Test
    void readsClerksSet() {
        KeyRing ring = read(set(GOOD.toPublicJWK())).orElseThrow();

        assertTrue(ring.find("ins_1").isPresent());
        assertTrue(ring.find("ins_2").isEmpty());
    }

    @Test
    void passesOverKeysOfOtherFamiliesAndUses() throws JOSEException {
        JWK elliptic = new ECKeyGenerator(Curve.P_256).keyID("ec_1").generate().toPublicJWK();
        JWK encrypting =
                new RSAKey.Builder(GOOD.toPublicJWK())
                        .keyID("enc_1")
                        .keyUse(KeyUse.ENCRYPTION)
                        .build();

        KeyRing ring = read(set(elliptic, encrypting, GOOD.toPublicJWK())).orElseThrow();

        assertTrue(ring.find("ins_1").isPresent());
        assertTrue(ring.find("ec_1").isEmpty());
        assertTrue(ring.find("enc_1").isEmpty());
    }

    @Test
    void refusesASetWithAPrivateKey() {
        assertRefused(set(GOOD));
    }

    @Test
    void refusesASetWithAWeakKey() {
        RSAKey weak =
                new RSAKey.Builder(Base64URL.encode(new byte[128]), Base64URL.from("AQAB"))
                        .keyID("weak")
                        .build();
        RSAKey three =
                new RSAKey.Builder(GOOD.getModulus(), Base64URL.from("Aw")).keyID("three").build();

        assertRefused(set(GOOD.toPublicJWK(), weak));
        assertRefused(set(GOOD.toPublicJWK(), three));
    }

    @Test
    void refusesASetWithTheSameIdTwice() {
        assertRefused(set(GOOD.toPublicJWK(), TokenForge.generate("ins_1", 2048).toPublicJWK()));
    }

    @Test
    void refusesAKeyWithoutId() {
        assertRefused(set(new RSAKey.Builder(GOOD.toPublicJWK()).keyID(null).build()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[]}",
                "{\"keys\":[7]}",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"c2VjcmV0\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"a\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"a\",\"n\":7,\"e\":\"AQAB\"}]}",
            })
    void refusesWhatIsNoKeySet(String text) {
        assertRefused(text);
    }

    private static void assertRefused(String text) {
        assertEquals(Optional.empty(), read(text));
    }

    private static Optional<KeyRing> read(String text) {
        return JwkSetReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String set(JWK... keys) {
        return Arrays.stream(keys)
                .map(JWK::toJSONString)
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }
}
