package dev.rollcall.gateway.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeyTest {

    private static final RSAKey KEY = TokenForge.generate("ins_1", 2048);

    @Test
    void readsTheKeyAsTheDashboardShowsIt() throws JOSEException {
        assertEquals(Optional.of(KEY.toRSAPublicKey()), PemKey.read(pem(KEY.toPublicKey())));
    }

    @Test
    void readsTheKeyAsItStandsOnOneLine() throws JOSEException {
        String line = pem(KEY.toPublicKey()).replace("\r\n", "\n").replace("\n", "\\n");

        assertEquals(Optional.of(KEY.toRSAPublicKey()), PemKey.read(line));
    }

    @Test
    void refusesAKeyOfAnotherKind() throws JOSEException {
        assertEquals(
                Optional.empty(),
                PemKey.read(pem(new ECKeyGenerator(Curve.P_256).generate().toPublicKey())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nope",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
            })
    void refusesWhatIsNoKey(String text) {
        assertEquals(Optional.empty(), PemKey.read(text));
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
