package dev.rollcall.audit.cipher;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link OctetWriter} writes, and nothing else: every method throws
 * IllegalArgumentException on octets it would not have written. Not thread safe.
 */
public final class OctetReader {

    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private final ByteBuffer in;

    public OctetReader(byte[] octets) {
        this.in = ByteBuffer.wrap(octets).asReadOnlyBuffer();
    }

    public int octet() {
        return need(Byte.BYTES).get() & 0xFF;
    }

    public int count() {
        return need(Short.BYTES).getShort() & 0xFFFF;
    }

    public UUID uuid() {
        need(2 * Long.BYTES);
        return new UUID(in.getLong(), in.getLong());
    }

    public @Nullable UUID optionalUuid() {
        return present() ? uuid() : null;
    }

    public Instant instant() {
        need(Long.BYTES + Integer.BYTES);
        long seconds = in.getLong();
        int nanos = in.getInt();
        if (nanos < 0
                || nanos >= NANOS_PER_SECOND
                || seconds < Instant.MIN.getEpochSecond()
                || seconds > Instant.MAX.getEpochSecond()) {
            throw new IllegalArgumentException("not a time");
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    public String text() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(blob())).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new IllegalArgumentException("not UTF-8", notUtf8);
        }
    }

    public @Nullable String optionalText() {
        return present() ? text() : null;
    }

    public byte[] blob() {
        int length = need(Integer.BYTES).getInt();
        if (length < 0) {
            throw new IllegalArgumentException("a length is negative");
        }
        byte[] octets = new byte[Math.min(length, in.remaining() + 1)];
        need(octets.length).get(octets);
        return octets;
    }

    /** Throws if anything is left. */
    public void end() {
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("octets are left over");
        }
    }

    private boolean present() {
        int flag = octet();
        if (flag > 1) {
            throw new IllegalArgumentException("a flag is neither 0 nor 1");
        }
        return flag == 1;
    }

    private ByteBuffer need(int octets) {
        if (in.remaining() < octets) {
            throw new IllegalArgumentException("octets are missing");
        }
        return in;
    }
}
