package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.RecordingService.Answer;
import dev.rollcall.gateway.door.RecordingService.Received;
import dev.rollcall.gateway.door.Wire.Reply;
import dev.rollcall.gateway.token.TokenForge;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes that ask for a role or a permission in the session's organisation, or for the feed. */
class OrgDoorTest {

    private static final Door DOOR =
            new Door(
                    Map.ofEntries(
                            Map.entry("rollcall.routes.o-admin.path", "/o/admin"),
                            Map.entry("rollcall.routes.o-admin.methods", List.of("GET")),
                            Map.entry("rollcall.routes.o-admin.access", "org:admin"),
                            Map.entry("rollcall.routes.o-admin.upstream", "sample"),
                            Map.entry("rollcall.routes.o-read.path", "/o/invoices"),
                            Map.entry("rollcall.routes.o-read.methods", List.of("GET")),
                            Map.entry(
                                    "rollcall.routes.o-read.access",
                                    "permission:org:invoices:read"),
                            Map.entry("rollcall.routes.o-read.upstream", "sample"),
                            Map.entry("rollcall.routes.o-sure.path", "/o/sure"),
                            Map.entry("rollcall.routes.o-sure.methods", List.of("GET")),
                            Map.entry("rollcall.routes.o-sure.access", "session"),
                            Map.entry("rollcall.routes.o-sure.upstream", "sample"),
                            Map.entry("rollcall.routes.o-sure.without-feed", "refuse")));

    @AfterAll
    static void close() {
        DOOR.close();
    }

    @BeforeEach
    void forget() {
        DOOR.forget();
        DOOR.identity.behave(OrgDoorTest::identity);
    }

    @Test
    void theRoleInTheOrganisationIsTheMirrors() {
        assertPasses("/o/admin", claims("boss", "org_A", "member", "", ""));
        assertRefused("/o/admin", claims("clerk", "org_A", "admin", "", ""));
        assertRefused("/o/admin", claims("boss", null, "", "", ""));
    }

    @Test
    void g80ADecisionInOneOrganisationIsNoneInAnother() {
        Map<String, @Nullable Object> here = claims("boss80", "org_A", "member", "", "");
        Map<String, @Nullable Object> there = claims("boss80", "org_B", "member", "", "");
        for (int round = 0; round < 3; round++) {
            assertPasses("/o/admin", here);
            assertRefused("/o/admin", there);
            assertPasses("/o/admin?org_id=org_A", here);
            assertMismatch("/o/admin?org_id=org_B", here);
            assertMismatch("/api/sample/x?org_id=org_A", there);
        }
        assertEquals(6, DOOR.sample.received().size());
    }

    @Test
    void aPermissionIsTheTokens() {
        assertPasses("/o/invoices", claims("clerk", "org_A", "member", "create,read", "2"));
        assertRefused("/o/invoices", claims("clerk2", "org_A", "member", "create,read", "1"));
        assertRefused("/o/invoices", claims("boss2", "org_A", "admin", "", ""));
        assertRefused("/o/invoices", claims("clerk3", "org_A", "member", "create,read", "2,2"));
        assertRefused("/o/invoices", claims("clerk4", "org_A", "member", "create,read", "0x2"));
    }

    @Test
    void aPermissionInAnOrganisationOneHasLeftIsNone() {
        assertRefused("/o/invoices", claims("gone", "org_A", "member", "create,read", "2"));
    }

    @Test
    void versionOneCarriesPermissionsToo() {
        Map<String, @Nullable Object> claims = TokenForge.claims("user_old", Instant.now());
        claims.remove("v");
        claims.put("org_id", "org_A");
        claims.put("org_role", "org:member");
        claims.put("org_permissions", List.of("org:invoices:read"));
        assertPasses("/o/invoices", claims);

        claims.put("org_permissions", List.of("org:invoices:create"));
        assertRefused("/o/invoices", claims);
    }

    @Test
    void anotherOrganisationInTheRequestIsAMismatch() {
        Map<String, @Nullable Object> claims =
                claims("clerk5", "org_A", "member", "create,read", "2");

        assertMismatch("/o/invoices?org_id=org_B", claims);
    }

    @Test
    void aRouteThatWantsTheFeedIsRefusedWithoutIt() {
        Map<String, @Nullable Object> claims = claims("sure", null, "", "", "");
        await().atMost(BOUND).until(() -> get("/o/sure", claims).status() == 200);

        DOOR.feed.away(true);
        try {
            await().atMost(BOUND).until(() -> get("/o/sure", claims).status() == 503);
            Reply reply = get("/o/sure", claims);
            assertTrue(reply.body().contains("\"unavailable\""), reply::body);
            assertEquals("2", reply.header("retry-after"));
            assertEquals(200, get("/api/sample/x", claims).status());
        } finally {
            DOOR.feed.away(false);
        }
        await().atMost(BOUND).until(() -> get("/o/sure", claims).status() == 200);
    }

    private static void assertPasses(String path, Map<String, @Nullable Object> claims) {
        Reply reply = get(path, claims);
        assertEquals(200, reply.status(), reply::body);
    }

    private static void assertRefused(String path, Map<String, @Nullable Object> claims) {
        int before = DOOR.sample.received().size();
        Reply reply = get(path, claims);
        assertEquals(403, reply.status());
        assertTrue(reply.body().contains("\"role_required\""), reply::body);
        assertEquals(before, DOOR.sample.received().size());
    }

    private static void assertMismatch(String target, Map<String, @Nullable Object> claims) {
        int before = DOOR.sample.received().size();
        Reply reply = get(target, claims);
        assertEquals(403, reply.status());
        assertTrue(reply.body().contains("\"org_mismatch\""), reply::body);
        assertEquals(before, DOOR.sample.received().size());
    }

    private static Reply get(String path, Map<String, @Nullable Object> claims) {
        return DOOR.wire.get(
                path, "Authorization: Bearer " + DOOR.clerk.sign(DOOR.clerk.header(), claims));
    }

    private static Map<String, @Nullable Object> claims(
            String person, @Nullable String org, String role, String permissions, String masks) {
        Map<String, @Nullable Object> claims = TokenForge.claims("user_" + person, Instant.now());
        if (org != null) {
            claims.put("fea", "o:invoices");
            claims.put("o", Map.of("id", org, "rol", role, "per", permissions, "fpm", masks));
        }
        return claims;
    }

    /** Whoever is called boss is admin in A, everybody else member, but who is gone is nothing. */
    private static Answer identity(Received request) {
        String plain = Door.identity(request).body();
        if (!request.body().contains("\"org_A\"") || request.body().contains("\"user_gone\"")) {
            return Answer.json(200, plain);
        }
        String org =
                """
                {"id":"0193b5a0-0000-7000-8000-00000000000a","clerkId":"org_A","role":"%s"}"""
                        .formatted(request.body().contains("\"user_boss") ? "admin" : "member");
        return Answer.json(
                200,
                plain.replace("\"orgs\":[]", "\"activeOrg\":" + org + ",\"orgs\":[" + org + ']'));
    }
}
