package dev.rollcall.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import org.junit.jupiter.api.Test;

final class TestKeysTest {

    private final TestKeys keys = TestKeys.generate();

    @Test
    void givesAServiceItsPrivateKey() throws ParseException {
        ECKey key = ECKey.parse(keys.serviceKey("audit"));

        assertEquals("audit.1", key.getKeyID());
        assertTrue(key.isPrivate());
    }

    @Test
    void givesEverybodyThePublicKeysOnly() throws ParseException {
        JWKSet trusted = JWKSet.parse(keys.trustedKeys());

        assertEquals(5, trusted.getKeys().size());
        assertFalse(trusted.containsNonPublicKeys());
    }
}
