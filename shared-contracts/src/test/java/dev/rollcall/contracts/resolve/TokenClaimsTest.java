package dev.rollcall.contracts.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.contracts.personal.PersonName;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\ud800", "a\udc00"})
    void aClaimThatCannotBeStoredSaysNothing(String text) {
        TokenClaims claims = claims(NOW, text);

        assertNull(claims.firstName());
        assertNull(claims.role());
    }

    @Test
    void aClaimBeyondTheLimitSaysNothing() {
        assertNull(claims(NOW, "x".repeat(10_000)).firstName());
    }

    @Test
    void anOrdinaryClaimStays() {
        assertEquals(new PersonName("Zoë 🙂"), claims(NOW, "Zoë 🙂").firstName());
    }

    @Test
    void aTimeThatNoTokenHasIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> claims(Instant.MAX, "x"));
    }

    private static TokenClaims claims(Instant issuedAt, String text) {
        return new TokenClaims(
                issuedAt, null, new PersonName(text), null, null, null, text, null, null);
    }
}
