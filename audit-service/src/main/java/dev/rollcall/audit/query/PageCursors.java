package dev.rollcall.audit.query;

import dev.rollcall.audit.cipher.AesGcm;
import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.audit.cipher.OctetReader;
import dev.rollcall.audit.cipher.OctetWriter;
import dev.rollcall.audit.subjectkey.MasterKey;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.UserId;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Cursors as opaque text: a position, sealed for one reader and one subject. What was not handed
 * out for exactly this question does not open. Thread safe.
 */
@Singleton
final class PageCursors {

    private static final int LONGEST = 128;

    private final Bytes key;
    private final SecureRandom random = new SecureRandom();

    PageCursors(MasterKey masterKey) {
        this.key = masterKey.derive("rollcall audit cursor");
    }

    String seal(Position position, UserId reader, @Nullable ClerkUserId subject) {
        byte[] octets =
                new OctetWriter().instant(position.recordedAt()).uuid(position.id()).toArray();
        Bytes sealed = AesGcm.seal(key, octets, scope(reader, subject), random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.toArray());
    }

    /** Throws ProblemException 400 if it was not sealed for this reader and subject. */
    Position open(String cursor, UserId reader, @Nullable ClerkUserId subject) {
        OctetReader octets =
                new OctetReader(
                        AesGcm.open(key, decode(cursor), scope(reader, subject))
                                .orElseThrow(PageCursors::foreign));
        return new Position(octets.instant(), octets.uuid());
    }

    private static Bytes decode(String cursor) {
        try {
            if (cursor.length() <= LONGEST) {
                return Bytes.copyOf(Base64.getUrlDecoder().decode(cursor));
            }
        } catch (IllegalArgumentException notBase64) {
            // told below
        }
        throw foreign();
    }

    private static byte[] scope(UserId reader, @Nullable ClerkUserId subject) {
        return new OctetWriter()
                .uuid(reader.value())
                .optionalText(subject == null ? null : subject.value())
                .toArray();
    }

    private static RuntimeException foreign() {
        return TrailQuery.malformed("cursor does not belong to this query.");
    }
}
