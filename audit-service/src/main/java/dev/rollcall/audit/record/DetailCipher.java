package dev.rollcall.audit.record;

import dev.rollcall.audit.cipher.AesGcm;
import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.audit.cipher.OctetWriter;
import dev.rollcall.audit.subjectkey.Subject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;

/**
 * Encrypts a detail under the key of the person it describes, bound to its record and field: moved
 * elsewhere it does not open. Stateless.
 */
public final class DetailCipher {

    private DetailCipher() {}

    static CanonicalRecord.SealedDetail seal(
            UUID recordId, Subject.Known about, String field, String value, SecureRandom random) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        byte[] context = context(recordId, about.alias(), field);
        Bytes sealed = AesGcm.seal(about.key(), text, context, random);
        return new CanonicalRecord.SealedDetail(about.alias(), field, sealed);
    }

    /** The value; empty if it was changed or belongs elsewhere. */
    public static Optional<String> open(
            UUID recordId, CanonicalRecord.SealedDetail detail, Subject.Known about) {
        byte[] context = context(recordId, about.alias(), detail.field());
        return AesGcm.open(about.key(), detail.sealed(), context)
                .map(text -> new String(text, StandardCharsets.UTF_8));
    }

    private static byte[] context(UUID recordId, UUID alias, String field) {
        return new OctetWriter().uuid(recordId).uuid(alias).text(field).toArray();
    }
}
