package dev.rollcall.identity.reconcile;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AbsencePolicyTest {

    @Test
    void tenMayAlwaysBeMarked() {
        assertFalse(AbsencePolicy.needsConfirmation(20, 10, 10));
        assertTrue(AbsencePolicy.needsConfirmation(20, 11, 9));
    }

    @Test
    void onePercentMayBeMarked() {
        assertFalse(AbsencePolicy.needsConfirmation(10_000, 100, 9_900));
        assertTrue(AbsencePolicy.needsConfirmation(10_000, 101, 9_899));
    }

    @Test
    void anEmptyListProvesNothing() {
        assertTrue(AbsencePolicy.needsConfirmation(1, 1, 0));
        assertFalse(AbsencePolicy.needsConfirmation(0, 0, 0));
    }
}
