package dev.rollcall.identity.mirror;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * 64 bits over an ordered list of column values: the first eight bytes of SHA-256 over each value's
 * length and text, so that neighbouring values cannot run into each other. Null differs from empty.
 */
public final class FactsHash {

    private static final int NULL_LENGTH = -1;

    private FactsHash() {}

    /** Pass plain text, numbers, booleans and instants: a masked type would hash its mask. */
    public static long of(@Nullable Object... values) {
        MessageDigest digest = sha256();
        Arrays.stream(values).forEach(value -> add(digest, value));
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static void add(MessageDigest digest, @Nullable Object value) {
        if (value == null) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, NULL_LENGTH));
            return;
        }
        byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, text.length));
        digest.update(text);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
