package dev.rollcall.identity.paging;

import dev.rollcall.contracts.id.IdHash;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cursors as opaque text: the id at which a page ended, sealed with AES-256-GCM for one list, one
 * reader and one set of filters. What was not handed out for exactly this question does not open.
 * The key is derived from {@code ROLLCALL_TOMBSTONE_KEY}, which all copies share. Thread safe.
 */
@Singleton
final class PageCursors {

    private static final String LABEL = "rollcall identity cursor 1";
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_BYTES = 16;
    private static final int LENGTH = (NONCE_BYTES + ID_BYTES + TAG_BITS / 8) * 8 / 6 + 1;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    PageCursors(@Value("${rollcall.tombstone-key}") String tombstoneKey) {
        try {
            this.key = new SecretKeySpec(IdHash.withKey(tombstoneKey).of(LABEL), "AES");
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException("ROLLCALL_TOMBSTONE_KEY is " + wrong.getMessage());
        }
    }

    String seal(UUID last, PageScope scope) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] id =
                ByteBuffer.allocate(ID_BYTES)
                        .putLong(last.getMostSignificantBits())
                        .putLong(last.getLeastSignificantBits())
                        .array();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, scope).doFinal(id);
            byte[] octets = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, octets, nonce.length, sealed.length);
            return text(octets);
        } catch (GeneralSecurityException noAes) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, noAes);
        }
    }

    /** Throws ProblemException 400 if it was not sealed for this scope. */
    UUID open(String cursor, PageScope scope) {
        byte[] octets = octets(cursor);
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer.wrap(octets).get(nonce);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, scope);
            byte[] id = cipher.doFinal(octets, NONCE_BYTES, octets.length - NONCE_BYTES);
            ByteBuffer bits = ByteBuffer.wrap(id);
            return new UUID(bits.getLong(), bits.getLong());
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
        if (cursor.length() == LENGTH) {
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
