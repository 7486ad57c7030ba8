package dev.rollcall.identity.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.identity.mirror.Version;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DriftTest {

    private static final Version SEEN = new Version(10, 1000, 7);

    @Test
    void isMissingWithoutARow() {
        assertEquals(Drift.MISSING, Drift.of(null, SEEN));
    }

    @Test
    void isMissingWhereOnlyTheIdIsKnown() {
        assertEquals(Drift.MISSING, Drift.of(new Drift.Known(null, null), SEEN));
    }

    @Test
    void isStaleWhereClerkHasNewerContent() {
        assertEquals(Drift.STALE, Drift.of(known(new Version(9, 900, 6)), SEEN));
    }

    @Test
    void isUnchangedUnderALaterLook() {
        assertEquals(Drift.UNCHANGED, Drift.of(known(new Version(10, 900, 7)), SEEN));
    }

    @Test
    void isUnchangedWhereTheRowIsAhead() {
        assertEquals(Drift.UNCHANGED, Drift.of(known(new Version(11, 900, 6)), SEEN));
    }

    @Test
    void hasReturnedWhereClerkWasSeenWithoutIt() {
        Drift.Known absent = new Drift.Known(new Version(10, 800, 7), Instant.ofEpochMilli(900));

        assertEquals(Drift.RETURNED, Drift.of(absent, SEEN));
    }

    private static Drift.Known known(Version version) {
        return new Drift.Known(version, null);
    }
}
