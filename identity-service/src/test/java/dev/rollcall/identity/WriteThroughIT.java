package dev.rollcall.identity;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator's changes: at Clerk first, then in the mirror by Clerk's answer. */
class WriteThroughIT {

    private static final String ADA = "user_ada";
    private static final String BOB = "user_bob";

    private final Reconciliation stage = new Reconciliation();
    private final RunningIdentity identity = stage.identity;
    private final AdminCalls admin = stage.admin;
    private final List<WireServer.Asked> writes = new CopyOnWriteArrayList<>();

    @BeforeEach
    void fill() {
        stage.clerk.user(ADA, "Ada", ClerkDirectory.CREATED, "admin", false);
        stage.clerk.user(BOB, "Bob", ClerkDirectory.CREATED);
        stage.reconcile(false);
        identity.clerk.answer(this::answer);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aRoleGoesToClerkAndComesBackIntoTheMirror() {
        assertEquals(204, change(BOB, "{\"role\":\"compliance\"}"));

        assertEquals("/v1/users/user_bob/metadata", writes.getFirst().path());
        assertEquals("{\"public_metadata\":{\"role\":\"compliance\"}}", writes.getFirst().body());
        assertEquals("compliance manual", row(BOB, "role || ' ' || last_sync_source"));
    }

    @Test
    void absentStaysNullClearsAndEmptyIsRefused() {
        assertEquals(204, change(BOB, "{\"firstName\":null}"));
        assertEquals("{\"first_name\":\"\"}", writes.getFirst().body());

        assertEquals(400, change(BOB, "{\"firstName\":\"\"}"));
        assertEquals(1, writes.size());
    }

    @Test
    void theRecordNamesTheAdministrator() {
        change(BOB, "{\"firstName\":\"Robert\"}");

        await().atMost(BOUND)
                .until(
                        () ->
                                identity.audited.stream()
                                        .anyMatch(
                                                body ->
                                                        body.contains("USER_ADMINISTERED")
                                                                && body.contains(
                                                                        AdminCalls.ADMIN)));
    }

    @Test
    void aBanIsVisibleAtOnceAndCanBeLifted() {
        assertEquals(204, admin.post(path(BOB) + "/ban", "").status());
        assertEquals("true", row(BOB, "banned"));

        assertEquals(204, admin.post(path(BOB) + "/unban", "").status());
        assertEquals("false", row(BOB, "banned"));
    }

    @Test
    void aDeletionMakesTheRowAbsentUntilTheSignedEventComes() {
        assertEquals(204, admin.call(HttpMethod.DELETE, path(BOB), "").status());

        assertEquals(
                "true", row(BOB, "extract(epoch FROM absent_at) * 1000 > version_observed_ms"));
        assertEquals("0", stage.count("tombstones"));
    }

    @Test
    void whileClerkIsAwayNothingIsDone() {
        identity.clerk.answer(asked -> new WireServer.Answer(500, "{}"));

        assertEquals(503, change(BOB, "{\"role\":\"admin\"}"));
        assertEquals(503, admin.post(path(BOB) + "/ban", "").status());
        assertEquals(503, admin.call(HttpMethod.DELETE, path(BOB), "").status());
        assertEquals("false none", row(BOB, "banned || ' ' || coalesce(role, 'none')"));
    }

    @Test
    void theLastAdministratorStays() {
        assertEquals(409, change(ADA, "{\"role\":\"member\"}"));
        assertEquals(409, change(ADA, "{\"role\":null}"));
        assertEquals(409, admin.post(path(ADA) + "/ban", "").status());
        assertEquals(409, admin.call(HttpMethod.DELETE, path(ADA), "").status());
        assertTrue(writes.isEmpty());

        change(BOB, "{\"role\":\"admin\"}");
        assertEquals(204, change(ADA, "{\"role\":\"member\"}"));
    }

    @Test
    void unknownFieldsAndNonsenseAreRefused() {
        for (String body :
                List.of(
                        "{}",
                        "[]",
                        "nonsense",
                        "{\"role\":\"member\",\"firstName\":\"B\"}",
                        "{\"role\":\"Admin\"}",
                        "{\"role\":1}",
                        "{\"banned\":true}",
                        "{\"firstName\":\"a\",\"id\":\"x\"}",
                        "{\"firstName\":\"a\\u0000\"}",
                        "{\"firstName\":\"a\",\"firstName\":\"b\"}",
                        "{\"firstName\":\"" + "a".repeat(257) + "\"}")) {
            assertEquals(400, change(BOB, body), body);
        }
        assertTrue(writes.isEmpty());
    }

    @Test
    void onlyAdministratorsAndOnlyKnownPeople() {
        AdminCalls member = new AdminCalls(identity, "member", "user_somebody");

        assertEquals(403, member.post(path(BOB) + "/ban", "").status());
        assertEquals(403, member.call(HttpMethod.DELETE, path(BOB), "").status());
        assertEquals(404, admin.post(path("user_nobody") + "/ban", "").status());
        assertEquals(404, admin.post(path("nonsense") + "/unban", "").status());
    }

    private int change(String user, String body) {
        return admin.call(HttpMethod.PATCH, path(user), body).status();
    }

    private static String path(String user) {
        return CallerTable.ADMIN_USERS + '/' + user;
    }

    private String row(String user, String expression) {
        return identity.value(
                "SELECT ("
                        + expression
                        + ")::text FROM identity.users WHERE clerk_id = '"
                        + user
                        + "'");
    }

    /** Clerk after the change that was asked for. */
    private WireServer.Answer answer(WireServer.Asked asked) {
        if (asked.method().equals("GET")) {
            return stage.clerk.apply(asked);
        }
        writes.add(asked);
        String id = asked.path().split("/", -1)[3];
        if (asked.method().equals("DELETE")) {
            return new WireServer.Answer(
                    200, "{\"object\":\"user\",\"id\":\"" + id + "\",\"deleted\":true}");
        }
        String role =
                asked.body().contains("\"role\":\"")
                        ? asked.body().replaceAll(".*\"role\":\"([a-z]+)\".*", "$1")
                        : "";
        long now = Instant.now().toEpochMilli();
        stage.clerk.user(id, "Changed", now, role, asked.path().endsWith("/ban"));
        return stage.clerk.apply(new WireServer.Asked("GET", "/v1/users/" + id, "", ""));
    }
}
