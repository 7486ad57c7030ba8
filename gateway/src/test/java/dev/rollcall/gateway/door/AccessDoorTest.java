package dev.rollcall.gateway.door;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles, and the evidence that comes before anything is forwarded. */
class AccessDoorTest {

    private static final Door DOOR = new Door(Map.of());
    private static final String AUDIT = "/api/admin/audit?subject=user_1";

    @AfterAll
    static void close() {
        DOOR.close();
    }

    @BeforeEach
    void forget() {
        DOOR.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "compliance"})
    void evidenceIsWrittenBeforeTheRequestGoesOn(String person) {
        Reply reply = DOOR.wire.get(AUDIT, DOOR.bearer(person));

        assertEquals(200, reply.status());
        List<Received> calls = DOOR.audit.received();
        assertEquals("/internal/records", calls.getFirst().target());
        assertTrue(calls.getFirst().body().contains("\"ACCESS_GRANTED\""));
        assertTrue(calls.getFirst().body().contains("\"route\":\"/api/admin/audit\""));
        assertTrue(
                calls.getFirst()
                        .body()
                        .contains("\"requestId\":\"" + reply.header("x-request-id") + '"'));
        assertEquals(AUDIT, calls.getLast().target());
        assertEquals(2, calls.size());
    }

    @Test
    void aRefusalIsEvidenceToo() {
        Reply reply = DOOR.wire.get(AUDIT, DOOR.bearer("grace"));

        assertEquals(403, reply.status());
        assertTrue(reply.body().contains("\"code\":\"role_required\""));
        assertEquals(1, DOOR.audit.received().size());
        String record = DOOR.audit.received().getFirst().body();
        assertTrue(record.contains("\"ACCESS_REFUSED\""), record);
        assertTrue(record.contains("\"code\":\"role_required\""), record);
    }

    @Test
    void whoIsNobodyLeavesNoEvidence() {
        assertEquals(401, DOOR.wire.get(AUDIT).status());
        assertEquals(0, DOOR.audit.received().size());
    }

    @Test
    void withoutEvidenceNothingIsForwarded() {
        DOOR.audit.behave(_ -> Answer.problem(503, "unavailable"));

        Reply reply = DOOR.wire.get(AUDIT, DOOR.bearer("admin"));

        assertEquals(503, reply.status());
        assertEquals("2", reply.header("retry-after"));
        assertEquals(1, DOOR.audit.received().size());
        assertEquals(200, DOOR.wire.get("/api/sample/x", DOOR.bearer("admin")).status());
    }

    @Test
    void evidenceThatIsNotKeptIsNone() {
        DOOR.audit.behave(
                _ ->
                        Answer.json(
                                200,
                                """
                                {"outcomes":[{"id":"01a1fb86-f92e-7152-af29-aa01e550a969",\
                                "result":"CONFLICT"}]}"""));

        assertEquals(503, DOOR.wire.get(AUDIT, DOOR.bearer("admin")).status());
        assertEquals(1, DOOR.audit.received().size());
    }

    @Test
    void whoActsAsAnAdminIsRefusedAndNamed() {
        Map<String, @Nullable Object> claims = TokenForge.claims("user_admin", Instant.now());
        claims.put("act", Map.of("sub", "user_support"));
        String bearer = "Authorization: Bearer " + DOOR.clerk.sign(DOOR.clerk.header(), claims);

        assertEquals(403, DOOR.wire.get(AUDIT, bearer).status());
        String record = DOOR.audit.received().getFirst().body();
        assertTrue(record.contains("\"actor\":{\"user\":\"user_support\"}"), record);
        assertTrue(record.contains("\"subject\":\"user_admin\""), record);
        assertEquals(200, DOOR.wire.get("/api/auth/profile", bearer).status());
    }

    @Test
    void aRoleThatCannotBeConfirmedIsAskedForAgain() {
        DOOR.identity.behave(_ -> Answer.problem(503, "role_unconfirmed"));

        Reply reply = DOOR.wire.get(AUDIT, DOOR.bearer("somebody"));

        assertEquals(503, reply.status());
        assertTrue(reply.body().contains("\"code\":\"role_unconfirmed\""), reply::body);
        assertEquals(0, DOOR.audit.received().size());
    }

    @Test
    void identityAnswersOnceForManyRequests() {
        for (int i = 0; i < 5; i++) {
            DOOR.wire.get("/api/sample/x", DOOR.bearer("often"));
        }

        assertTrue(DOOR.identity.received().size() <= 2);
        assertEquals(5, DOOR.sample.received().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 404, 500})
    void anIdentityServiceThatTalksNonsenseIsAway(int status) {
        DOOR.identity.behave(_ -> Answer.json(status, "<html>"));

        Reply reply = DOOR.wire.get("/api/auth/profile", DOOR.bearer("x" + status));

        assertEquals(503, reply.status());
        assertTrue(reply.body().contains("\"code\":\"unavailable\""), reply::body);
    }
}
