package dev.rollcall.audit.cipher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AesGcmTest {

    private static final Bytes KEY = Bytes.copyOf(new byte[AesGcm.KEY_OCTETS]);
    private static final byte[] CONTEXT = {1};
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    private final SecureRandom random = new SecureRandom();

    /** Test case 14 of McGrew and Viega, "The Galois/Counter Mode of Operation". */
    @Test
    void agreesWithThePublishedVector() {
        Bytes sealed = AesGcm.seal(KEY, new byte[16], new byte[0], new byte[12]);

        assertEquals(
                "000000000000000000000000"
                        + "cea7403d4d606b6e074ec5d3baf39d18"
                        + "d0d1c8a799996bf0265b98b5d48ab919",
                HexFormat.of().formatHex(sealed.toArray()));
    }

    @Test
    void whatWasSealedOpens() {
        Bytes sealed = AesGcm.seal(KEY, TEXT, CONTEXT, random);

        assertArrayEquals(TEXT, AesGcm.open(KEY, sealed, CONTEXT).orElseThrow());
    }

    @Test
    void theSameTextIsNeverSealedAlike() {
        assertNotEquals(
                AesGcm.seal(KEY, TEXT, CONTEXT, random), AesGcm.seal(KEY, TEXT, CONTEXT, random));
    }

    @Test
    void anotherContextDoesNotOpen() {
        Bytes sealed = AesGcm.seal(KEY, TEXT, CONTEXT, random);

        assertEquals(Optional.empty(), AesGcm.open(KEY, sealed, new byte[] {2}));
    }

    @Test
    void aFlippedOctetDoesNotOpen() {
        byte[] sealed = AesGcm.seal(KEY, TEXT, CONTEXT, random).toArray();

        for (int at = 0; at < sealed.length; at++) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertEquals(Optional.empty(), AesGcm.open(KEY, Bytes.copyOf(changed), CONTEXT));
        }
    }

    @Test
    void aFragmentDoesNotOpen() {
        assertEquals(Optional.empty(), AesGcm.open(KEY, Bytes.copyOf(new byte[27]), CONTEXT));
    }
}
