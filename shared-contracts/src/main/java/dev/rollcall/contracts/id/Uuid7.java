package dev.rollcall.contracts.id;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Makes UUIDs of version 7 (RFC 9562 §5.7): 48 bits of milliseconds, 74 random bits. Ids made later
 * sort later to the millisecond; nothing may depend on more. Thread safe.
 */
public final class Uuid7 {

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_MASK = 0xC000_0000_0000_0000L;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Uuid7(Clock clock) {
        this.clock = clock;
    }

    public UUID next() {
        byte[] noise = new byte[10];
        random.nextBytes(noise);
        long high = clock.millis() << 16;
        high |= VERSION;
        high |= (noise[0] & 0x0FL) << 8;
        high |= noise[1] & 0xFFL;
        long low = 0;
        for (int i = 2; i < noise.length; i++) {
            low <<= 8;
            low |= noise[i] & 0xFFL;
        }
        low &= ~VARIANT_MASK;
        return new UUID(high, low | VARIANT);
    }
}
