package dev.rollcall.audit.record;

import dev.rollcall.audit.cipher.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash of a leaf of the log's tree: SHA-256(0x00 || record), RFC 6962 §2.1. Stateless. */
final class LeafHash {

    private static final byte LEAF = 0x00;

    private LeafHash() {}

    static Bytes of(byte[] record) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(LEAF);
            return Bytes.copyOf(sha256.digest(record));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
