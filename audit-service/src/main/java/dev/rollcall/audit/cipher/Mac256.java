package dev.rollcall.audit.cipher;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104). Stateless. */
public final class Mac256 {

    private static final String ALGORITHM = "HmacSHA256";

    private Mac256() {}

    /** 32 octets. */
    public static Bytes of(Bytes key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.toArray(), ALGORITHM));
            return Bytes.copyOf(mac.doFinal(message));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    /** A key of 32 octets for one purpose; other purposes cannot be derived from it. */
    public static Bytes derive(Bytes key, String purpose) {
        return of(key, purpose.getBytes(StandardCharsets.UTF_8));
    }
}
