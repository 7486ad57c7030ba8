package dev.rollcall.contracts.id;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Clerk ids as HMAC-SHA-256 under {@code ROLLCALL_TOMBSTONE_KEY}: what remains of an id when the
 * person is gone, so that it is recognised and cannot be guessed. Immutable, thread safe.
 */
public final class IdHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    /** With the key, never fed: each hash begins with a copy. */
    private final Mac keyed;

    private IdHash(SecretKeySpec key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(key);
        } catch (GeneralSecurityException noHmac) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, noHmac);
        }
    }

    /** Throws IllegalArgumentException if the text is not 32 bytes in base64; never repeats it. */
    public static IdHash withKey(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("not base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("not 32 bytes in base64");
        }
        return new IdHash(new SecretKeySpec(bytes, ALGORITHM));
    }

    /** 32 bytes for an id such as {@code user_...}. */
    public byte[] of(String clerkId) {
        try {
            Mac mac = (Mac) keyed.clone();
            return mac.doFinal(clerkId.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException noCopy) {
            throw new IllegalStateException("Java's own " + ALGORITHM + " can be copied", noCopy);
        }
    }
}
