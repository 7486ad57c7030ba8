package dev.rollcall.audit.subjectkey;

import dev.rollcall.audit.cipher.AesGcm;
import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.audit.cipher.Mac256;
import dev.rollcall.audit.cipher.OctetWriter;
import io.micronaut.context.annotation.Context;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Wraps the keys of people, so that a copy of the database opens nothing. Each wrapped key carries
 * the id of its master key, for rotation. Made at start, so that a wrong setting is noticed then.
 * Thread safe.
 */
@Context
public final class MasterKey {

    private static final int ID_OCTETS = 8;

    private final Bytes wrapping;
    private final Bytes root;
    private final String id;
    private final SecureRandom random = new SecureRandom();

    MasterKey(KeyConfiguration configuration) {
        this.root = configuration.masterKey();
        this.wrapping = Mac256.derive(root, "rollcall subject key wrapping");
        byte[] name = Mac256.derive(root, "rollcall master key id").toArray();
        this.id = HexFormat.of().formatHex(name, 0, ID_OCTETS);
    }

    /** Names the key without telling anything of it. */
    String id() {
        return id;
    }

    /** A key of 32 octets for another purpose; it changes when the master key is rotated. */
    public Bytes derive(String purpose) {
        return Mac256.derive(root, purpose);
    }

    Bytes wrap(UUID alias, Bytes key) {
        return AesGcm.seal(wrapping, key.toArray(), context(alias), random);
    }

    /** Throws IllegalStateException if another master key wrapped it, or it was changed. */
    Bytes unwrap(UUID alias, String masterKeyId, Bytes wrapped) {
        if (!masterKeyId.equals(id)) {
            throw new IllegalStateException(
                    "subject key " + alias + " is wrapped by another master key, " + masterKeyId);
        }
        return AesGcm.open(wrapping, wrapped, context(alias))
                .map(Bytes::copyOf)
                .orElseThrow(
                        () -> new IllegalStateException("subject key " + alias + " was changed"));
    }

    private static byte[] context(UUID alias) {
        return new OctetWriter().uuid(alias).toArray();
    }
}
