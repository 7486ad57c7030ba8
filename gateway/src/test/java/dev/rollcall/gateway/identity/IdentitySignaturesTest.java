package dev.rollcall.gateway.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.resolve.LocalUser;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.contracts.token.IdentityTokens;
import dev.rollcall.gateway.token.SessionToken;
import dev.rollcall.testing.MutableClock;
import dev.rollcall.testing.TestKeys;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdentitySignaturesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final RequestId REQUEST = new RequestId("req-12345678");

    private final MutableClock clock = new MutableClock(NOW);
    private final IdentitySignatures signatures =
            new IdentitySignatures(
                    new IdentityTokens.Signer(TestKeys.generate().identityKey(), clock), clock);
    private final ResolveResponse known = identity("member");

    @Test
    void theNextRequestOfASessionGetsTheSameOne() {
        String first = sign("sess_1", known, "sample");
        clock.advance(IdentitySignatures.REUSE.minusMillis(1));

        assertEquals(first, sign("sess_1", known, "sample"));
    }

    @Test
    void aSignatureIsReusedForItsTimeOnly() {
        String first = sign("sess_1", known, "sample");
        clock.advance(IdentitySignatures.REUSE);

        assertNotEquals(first, sign("sess_1", known, "sample"));
    }

    @Test
    void anotherSessionOrUpstreamGetsItsOwn() {
        String first = sign("sess_1", known, "sample");

        assertNotEquals(first, sign("sess_2", known, "sample"));
        assertNotEquals(first, sign("sess_1", known, "audit"));
    }

    @Test
    void whatChangesAboutAPersonIsSignedAnew() {
        String first = sign("sess_1", known, "sample");

        assertNotEquals(first, sign("sess_1", identity("admin"), "sample"));
        assertEquals(first, sign("sess_1", known, "sample"));
    }

    private String sign(String session, ResolveResponse identity, String upstream) {
        SessionToken token =
                new SessionToken(
                        new ClerkUserId("user_1"),
                        new ClerkSessionId(session),
                        NOW.plusSeconds(60),
                        null,
                        null,
                        false,
                        new TokenClaims(NOW, null, null, null, null, null, null, null, null),
                        Set.of());
        return signatures.sign(new Visitor(token, identity), upstream, REQUEST);
    }

    private static ResolveResponse identity(String role) {
        LocalUser user =
                new LocalUser(
                        new UserId(new UUID(0, 1)),
                        new ClerkUserId("user_1"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        role,
                        "active",
                        null,
                        NOW,
                        NOW,
                        null);
        return new ResolveResponse(user, role, null, List.of());
    }
}
