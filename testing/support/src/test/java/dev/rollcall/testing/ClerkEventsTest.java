package dev.rollcall.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ClerkEventsTest {

    @Test
    void findsAnExampleByName() {
        assertTrue(ClerkEvents.body("user.created").contains("\"user.created\""));
    }

    @Test
    void listsEveryExampleByName() {
        assertEquals(
                ClerkEvents.body("organization.deleted"),
                ClerkEvents.all().get("organization.deleted"));
    }

    @Test
    void listsNoSigningVectors() {
        assertTrue(ClerkEvents.all().keySet().stream().noneMatch(it -> it.contains("vectors")));
        assertTrue(ClerkEvents.signingVectors().contains("whsec_"));
    }

    @Test
    void knowsNoOtherName() {
        assertThrows(IllegalArgumentException.class, () -> ClerkEvents.body("user.vanished"));
    }
}
