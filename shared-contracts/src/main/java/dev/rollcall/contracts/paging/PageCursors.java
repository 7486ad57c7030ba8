package dev.rollcall.contracts.paging;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cursors as opaque text: the key of the row at which a page ended, sealed with AES-256-GCM for one
 * list, one reader and one set of filters. What was not handed out for exactly this question does
 * not open. All copies of a service share the key. Thread safe.
 */
public final class PageCursors {

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SHORTEST = (NONCE_BYTES + TAG_BITS / 8) * 8 / 6;
    private static final int LONGEST = 512;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** {@code key}: 32 bytes. */
    public PageCursors(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    String seal(String last, PageScope scope) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, scope)
                            .doFinal(last.getBytes(StandardCharsets.UTF_8));
            byte[] octets = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, octets, nonce.length, sealed.length);
            return text(octets);
        } catch (GeneralSecurityException noAes) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, noAes);
        }
    }

    /** Throws ProblemException 400 if it was not sealed for this scope. */
    String open(String cursor, PageScope scope) {
        byte[] octets = octets(cursor);
        byte[] nonce = Arrays.copyOf(octets, NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, scope);
            byte[] last = cipher.doFinal(octets, NONCE_BYTES, octets.length - NONCE_BYTES);
            return new String(last, StandardCharsets.UTF_8);
        } catch (AEADBadTagException notOurs) {
            throw foreign();
        } catch (GeneralSecurityException noAes) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, noAes);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, PageScope scope) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(scope.octets());
        return cipher;
    }

    private static String text(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private static byte[] octets(String cursor) {
        if (cursor.length() >= SHORTEST && cursor.length() <= LONGEST) {
            try {
                byte[] octets = Base64.getUrlDecoder().decode(cursor);
                if (text(octets).equals(cursor)) {
                    return octets;
                }
            } catch (IllegalArgumentException notBase64) {
                // told below
            }
        }
        throw foreign();
    }

    private static ProblemException foreign() {
        return new ProblemException(
                ProblemCode.CURSOR_INVALID, "The cursor was not handed out for this question.");
    }
}
