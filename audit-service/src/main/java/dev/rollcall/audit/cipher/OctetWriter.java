package dev.rollcall.audit.cipher;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values so that no two sequences of them give the same octets: numbers big-endian in a
 * fixed width, text and blobs behind their length. Not thread safe.
 */
public final class OctetWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public OctetWriter octet(int value) {
        out.write(value);
        return this;
    }

    /** Two octets. */
    public OctetWriter count(int value) {
        return raw(ByteBuffer.allocate(Short.BYTES).putShort((short) value).array());
    }

    /** Sixteen octets. */
    public OctetWriter uuid(UUID value) {
        return raw(
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(value.getMostSignificantBits())
                        .putLong(value.getLeastSignificantBits())
                        .array());
    }

    /** 0, or 1 and sixteen octets. */
    public OctetWriter optionalUuid(@Nullable UUID value) {
        return value == null ? octet(0) : octet(1).uuid(value);
    }

    /** Seconds since the epoch in eight octets, nanoseconds in four. */
    public OctetWriter instant(Instant value) {
        return raw(
                ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                        .putLong(value.getEpochSecond())
                        .putInt(value.getNano())
                        .array());
    }

    /** The length in octets in four octets, then UTF-8. */
    public OctetWriter text(String value) {
        return blob(value.getBytes(StandardCharsets.UTF_8));
    }

    /** 0, or 1 and the text. */
    public OctetWriter optionalText(@Nullable String value) {
        return value == null ? octet(0) : octet(1).text(value);
    }

    /** The length in four octets, then the octets. */
    public OctetWriter blob(byte[] value) {
        return raw(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array()).raw(value);
    }

    public byte[] toArray() {
        return out.toByteArray();
    }

    private OctetWriter raw(byte[] octets) {
        out.writeBytes(octets);
        return this;
    }
}
