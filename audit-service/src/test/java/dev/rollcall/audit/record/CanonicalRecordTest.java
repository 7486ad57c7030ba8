package dev.rollcall.audit.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.audit.record.CanonicalRecord.Actor;
import dev.rollcall.audit.record.CanonicalRecord.SealedDetail;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CanonicalRecordTest {

    private static final UUID ID = UUID.fromString("01932d5a-0000-7000-8000-000000000001");
    private static final UUID ADA = UUID.fromString("aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa");
    private static final UUID ORG = UUID.fromString("01932d5a-0000-7000-8000-000000000002");

    private static final CanonicalRecord FULL =
            new CanonicalRecord(
                    ID,
                    Instant.parse("2026-11-20T10:00:00.123456789Z"),
                    Instant.parse("2026-11-20T10:00:01Z"),
                    "user.updated",
                    "succeeded",
                    new Actor.Person(ADA),
                    ADA,
                    ORG,
                    "req-12345678",
                    new TreeMap<>(Map.of("source", "webhook", "fields", "email")),
                    List.of(new SealedDetail(ADA, "email", Bytes.copyOf(new byte[] {1, 2, 3}))));

    /** Written by hand from the layout in {@link CanonicalRecord}; it never changes. */
    private static final String FULL_OCTETS =
            """
            01 # version
            01932d5a000070008000000000000001 # id
            000000006b001a20075bcd15 # occurred
            000000006b001a2100000000 # recorded
            0000000c 757365722e75706461746564 # action
            00000009 737563636565646564 # outcome
            01 aaaaaaaaaaaa4aaa8aaaaaaaaaaaaaaa # actor
            01 aaaaaaaaaaaa4aaa8aaaaaaaaaaaaaaa # subject
            01 01932d5a000070008000000000000002 # organisation
            01 0000000c 7265712d3132333435363738 # request id
            0002 # attributes
            00000006 6669656c6473 00000005 656d61696c
            00000006 736f75726365 00000007 776562686f6f6b
            0001 # details
            aaaaaaaaaaaa4aaa8aaaaaaaaaaaaaaa 00000005 656d61696c
            00000003 010203
            """;

    private static final CanonicalRecord SPARSE =
            new CanonicalRecord(
                    ID,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    "org.created",
                    "failed",
                    new Actor.Service("identity"),
                    null,
                    null,
                    null,
                    new TreeMap<>(),
                    List.of());

    private static final String SPARSE_OCTETS =
            """
            01 # version
            01932d5a000070008000000000000001 # id
            000000000000000000000000 # occurred
            000000000000000000000000 # recorded
            0000000b 6f72672e63726561746564 # action
            00000006 6661696c6564 # outcome
            02 00000008 6964656e74697479 # actor
            00 # subject
            00 # organisation
            00 # request id
            0000 # attributes
            0000 # details
            """;

    @Test
    void aFullRecordHasTheseOctets() {
        assertEquals(octets(FULL_OCTETS), HexFormat.of().formatHex(FULL.octets()));
    }

    @Test
    void aSparseRecordHasTheseOctets() {
        assertEquals(octets(SPARSE_OCTETS), HexFormat.of().formatHex(SPARSE.octets()));
    }

    @Test
    void whatWasWrittenIsRead() {
        assertEquals(FULL, CanonicalRecord.parse(FULL.octets()));
        assertEquals(SPARSE, CanonicalRecord.parse(SPARSE.octets()));
    }

    @Test
    void noRecordEndsEarlyOrLate() {
        byte[] octets = FULL.octets();

        for (int length = 0; length < octets.length; length++) {
            byte[] cut = Arrays.copyOf(octets, length);
            assertThrows(IllegalArgumentException.class, () -> CanonicalRecord.parse(cut));
        }
        byte[] longer = Arrays.copyOf(octets, octets.length + 1);
        assertThrows(IllegalArgumentException.class, () -> CanonicalRecord.parse(longer));
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] octets = FULL.octets();
        octets[0] = 2;

        assertThrows(IllegalArgumentException.class, () -> CanonicalRecord.parse(octets));
    }

    @Test
    void whateverIsReadHasTheOctetsItWasReadFrom() {
        byte[] octets = FULL.octets();

        for (int at = 0; at < octets.length; at++) {
            byte[] changed = octets.clone();
            changed[at] ^= 0x41;
            assertReadsAsWritten(changed);
        }
    }

    private static void assertReadsAsWritten(byte[] octets) {
        CanonicalRecord read;
        try {
            read = CanonicalRecord.parse(octets);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertEquals(HexFormat.of().formatHex(octets), HexFormat.of().formatHex(read.octets()));
    }

    private static String octets(String text) {
        return text.replaceAll("#.*", "").replaceAll("\\s", "");
    }
}
