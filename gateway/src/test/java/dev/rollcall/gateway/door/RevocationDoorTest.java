package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.Wire.Reply;
import dev.rollcall.gateway.token.TokenForge;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Valid tokens of what is no more: refused as soon as the feed has told it. */
class RevocationDoorTest {

    private static final String PROFILE = "/api/auth/profile";

    private final Door door =
            new Door(
                    Map.of(
                            "rollcall.feed.identity-fresh", "60s",
                            "rollcall.feed.identity-fresh-lost", "60s"));

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void noTokenOfARevokedSessionPasses() {
        String known = token("grace", "sess_gone", null, Instant.now());
        String other = token("grace", "sess_stays", null, Instant.now());
        assertEquals(200, get(known).status());

        door.feed.tell(
                "SESSION_REVOKED",
                "\"user\":\"user_grace\",\"session\":\"sess_gone\"",
                Instant.now());

        awaitCode(known, 401, "session_revoked");
        String cold = token("grace", "sess_gone", null, Instant.now().plusSeconds(1));
        assertCode(get(cold), 401, "session_revoked");
        assertEquals(0, sampleCalls(known));
        assertEquals(200, get(other).status());
    }

    @Test
    void aTokenThatWouldOutliveTheMemoryOfItsRevocationCountsForNobody() {
        Instant now = Instant.now();
        Map<String, @Nullable Object> claims = TokenForge.claims("user_grace", now);
        claims.put("exp", now.plus(Duration.ofMinutes(59)).getEpochSecond());
        assertEquals(200, get(door.clerk.sign(door.clerk.header(), claims)).status());

        claims.put("exp", now.plus(Duration.ofHours(1)).getEpochSecond());
        assertCode(get(door.clerk.sign(door.clerk.header(), claims)), 401, "token_invalid");
    }

    @Test
    void aRevokedUserIsRefusedUntilReadmitted() {
        String token = token("grace", "sess_1", null, Instant.now());
        assertEquals(200, get(token).status());

        door.feed.tell("USER_REVOKED", "\"user\":\"user_grace\"", Instant.now());
        awaitCode(token, 403, "user_disabled");
        assertCode(
                door.wire.get("/api/sample/x", "Authorization: Bearer " + token),
                403,
                "user_disabled");
        assertEquals(0, door.sample.received().size());
        assertEquals(200, get(token("ada", "sess_2", null, Instant.now())).status());

        door.feed.tell("USER_READMITTED", "\"user\":\"user_grace\"", Instant.now());
        await().atMost(BOUND).until(() -> get(token).status() == 200);
    }

    @Test
    void aRemovedMemberFetchesANewToken() {
        Instant now = Instant.now();
        String member = token("grace", "sess_1", "A", now);
        assertEquals(200, get(member).status());

        door.feed.tell("MEMBERSHIP_REVOKED", "\"user\":\"user_grace\",\"org\":\"org_A\"", now);

        awaitCode(member, 401, "token_expired");
        assertEquals(200, get(token("grace", "sess_1", "B", now)).status());
        assertEquals(200, get(token("grace", "sess_1", null, now)).status());
        assertEquals(200, get(token("ada", "sess_2", "A", now)).status());
        assertEquals(200, get(token("grace", "sess_1", "A", now.plusSeconds(2))).status());
    }

    @Test
    void whatWasRevokedBeforeTheStartIsKnownOnceReady() {
        door.feed.tell("USER_REVOKED", "\"user\":\"user_grace\"", Instant.now());
        try (Door late = new Door(Map.of(), door.feed)) {
            await().atMost(BOUND).until(() -> late.wire.get("/api/auth/health").status() == 200);

            assertCode(late.wire.get(PROFILE, late.bearer("grace")), 403, "user_disabled");
        }
    }

    @Test
    void identityIsAskedAgainOnlyWhenTheFeedTellsAChange() {
        await().atMost(BOUND).until(() -> door.wire.get("/api/auth/health").status() == 200);
        String token = token("grace", "sess_1", null, Instant.now());
        for (int n = 0; n < 20; n++) {
            assertEquals(200, get(token).status());
        }
        assertEquals(1, resolved());

        door.feed.tell("USER_CHANGED", "\"user\":\"user_grace\"", Instant.now());
        await().atMost(BOUND)
                .until(
                        () -> {
                            get(token);
                            return resolved() >= 2;
                        });
    }

    @Test
    void aGatewayThatHasNotHeardTheFeedIsNotReady() {
        Feed silent = new Feed();
        silent.away(true);
        try (Door early = new Door(Map.of(), silent)) {
            Reply health = early.wire.get("/api/auth/health", early.bearer("admin"));
            assertEquals(503, health.status(), health::body);
            assertTrue(health.body().contains("\"feed\":\"loading\""), health::body);

            silent.away(false);
            await().atMost(BOUND).until(() -> early.wire.get("/api/auth/health").status() == 200);
        }
    }

    @Test
    void aLostFeedIsSeenAndComesBack() {
        await().atMost(BOUND).until(() -> health().contains("\"feed\":\"up\""));

        door.feed.away(true);
        await().atMost(BOUND).until(() -> health().contains("\"feed\":\"lost since 2"));
        assertEquals(200, door.wire.get("/api/auth/health").status());

        door.feed.away(false);
        await().atMost(BOUND).until(() -> health().contains("\"feed\":\"up\""));
    }

    private String health() {
        return door.wire.get("/api/auth/health", door.bearer("admin")).body();
    }

    private long resolved() {
        return door.identity.received().stream()
                .filter(request -> request.target().equals("/internal/resolve"))
                .count();
    }

    private int sampleCalls(String token) {
        door.sample.forget();
        assertEquals(
                401, door.wire.get("/api/sample/x", "Authorization: Bearer " + token).status());
        return door.sample.received().size();
    }

    private Reply get(String token) {
        return door.wire.get(PROFILE, "Authorization: Bearer " + token);
    }

    private void awaitCode(String token, int status, String code) {
        await().atMost(BOUND).until(() -> get(token).status() != 200);
        assertCode(get(token), status, code);
    }

    private static void assertCode(Reply reply, int status, String code) {
        assertEquals(status, reply.status(), reply::body);
        assertTrue(reply.body().contains("\"code\":\"" + code + '"'), reply::body);
    }

    private String token(String person, String session, @Nullable String org, Instant issuedAt) {
        Map<String, @Nullable Object> claims = TokenForge.claims("user_" + person, issuedAt);
        claims.put("sid", session);
        if (org != null) {
            claims.put("o", Map.of("id", "org_" + org, "rol", "member", "slg", "o"));
        }
        return door.clerk.sign(door.clerk.header(), claims);
    }
}
