package dev.rollcall.audit.cipher;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with random nonces. What is sealed is nonce (12 octets), ciphertext
 * and tag (16 octets) in a row. Stateless.
 */
public final class AesGcm {

    public static final int KEY_OCTETS = 32;
    public static final int NONCE_OCTETS = 12;

    private static final int TAG_OCTETS = 16;
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    private AesGcm() {}

    /** Encrypts; {@code context} is bound to it and has to be the same on opening. */
    public static Bytes seal(Bytes key, byte[] plaintext, byte[] context, SecureRandom random) {
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        return seal(key, plaintext, context, nonce);
    }

    static Bytes seal(Bytes key, byte[] plaintext, byte[] context, byte[] nonce) {
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, context);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_OCTETS + plaintext.length + TAG_OCTETS);
            cipher.doFinal(plaintext, 0, plaintext.length, sealed, NONCE_OCTETS);
            return Bytes.copyOf(sealed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES-GCM", impossible);
        }
    }

    /** The plaintext; empty if key, context or any octet is not what it was. */
    public static Optional<byte[]> open(Bytes key, Bytes sealed, byte[] context) {
        byte[] octets = sealed.toArray();
        if (octets.length < NONCE_OCTETS + TAG_OCTETS) {
            return Optional.empty();
        }
        try {
            byte[] nonce = Arrays.copyOf(octets, NONCE_OCTETS);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, context);
            return Optional.of(cipher.doFinal(octets, NONCE_OCTETS, octets.length - NONCE_OCTETS));
        } catch (AEADBadTagException changed) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES-GCM", impossible);
        }
    }

    private static Cipher cipher(int mode, Bytes key, byte[] nonce, byte[] context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(
                mode,
                new SecretKeySpec(key.toArray(), "AES"),
                new GCMParameterSpec(TAG_OCTETS * Byte.SIZE, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
