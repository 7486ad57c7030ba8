package dev.rollcall.audit.cipher;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Octets as a value: compared by content in constant time, never printed. Immutable, so the array
 * is copied on its way in and out.
 */
public final class Bytes {

    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    public static Bytes copyOf(byte[] octets) {
        return new Bytes(octets.clone());
    }

    public byte[] toArray() {
        return octets.clone();
    }

    public int length() {
        return octets.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes bytes && MessageDigest.isEqual(octets, bytes.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "Bytes[" + octets.length + ']';
    }
}
