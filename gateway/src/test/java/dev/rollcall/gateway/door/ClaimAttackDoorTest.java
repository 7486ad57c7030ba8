package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.RecordingService.Received;
import dev.rollcall.gateway.door.Wire.Reply;
import dev.rollcall.gateway.token.ClaimForger;
import dev.rollcall.gateway.token.Forgery;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens with the genuine signature and claims that must not count, on a route of an upstream. */
class ClaimAttackDoorTest {

    private static final String PATH = "/api/sample/x";
    private static final String CANARY = "canary";

    private static final Siege SIEGE = new Siege(Map.of());
    private static final ClaimForger CLAIMS = new ClaimForger(SIEGE.door.clerk, "user_" + CANARY);

    @AfterAll
    static void close() {
        SIEGE.close();
    }

    @BeforeEach
    void forget() {
        SIEGE.door.forget();
        SIEGE.log.forget();
    }

    @Test
    void aClaimOfNoMeaningChangesNothing() {
        assertEquals(200, present(PATH, CLAIMS.with("x", "[1]")).status());
        assertEquals(1, SIEGE.served());
    }

    @ParameterizedTest
    @MethodSource
    void g16AnOddExpiry(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g16AnOddExpiry() {
        return CLAIMS.expiries();
    }

    @ParameterizedTest
    @MethodSource
    void g18AnotherIssuer(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g18AnotherIssuer() {
        return CLAIMS.issuers();
    }

    @ParameterizedTest
    @MethodSource
    void g19AnotherParty(Forgery forged) {
        assertRefused("authorized_party", forged);
    }

    static Stream<Forgery> g19AnotherParty() {
        return CLAIMS.otherParties();
    }

    @ParameterizedTest
    @MethodSource
    void g19APartyOfAnotherType(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g19APartyOfAnotherType() {
        return CLAIMS.partiesOfOtherTypes();
    }

    @ParameterizedTest
    @MethodSource
    void g20AnOddSubject(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g20AnOddSubject() {
        return CLAIMS.subjects();
    }

    @ParameterizedTest
    @MethodSource
    void g23APayloadThatIsNone(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g23APayloadThatIsNone() {
        return CLAIMS.payloads();
    }

    @ParameterizedTest
    @MethodSource
    void g24TwoReadingsOfAnOrganisation(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g24TwoReadingsOfAnOrganisation() {
        return CLAIMS.versions();
    }

    /** A role counts from the configured claims alone: identity-service hears of no other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "unsafe_metadata={\"role\":\"admin\"}",
                "unsafeMetadata={\"role\":\"admin\"}",
                "private_metadata={\"role\":\"admin\"}",
                "role=\"admin\"",
                "metadata.role=\"admin\"",
                "metadata={\"Role\":\"admin\"}",
                "metadata=[{\"role\":\"admin\"}]",
                "metadata={\"role\":\"Admin\"}",
                "metadata={\"role\":\"admin \"}",
                "metadata={\"role\":[\"admin\"]}",
                "metadata={\"role\":{\"admin\":true}}",
                "metadata={\"role\":\"member,admin\"}",
                "metadata={\"role\":\"org:admin\"}",
                "metadata={\"role\":\"admin\\u0000\"}",
            })
    void g24ARoleFromElsewhereIsNone(String claim) {
        assertNoAdmin(claim);

        String asked = SIEGE.door.identity.received().getFirst().body();
        assertFalse(asked.contains("dmin"), asked);
    }

    /** The role in an organisation is none in the application, in whatever spelling. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "o={\"id\":\"org_A\",\"rol\":\"admin\"}",
                "o={\"id\":\"org_A\",\"rol\":\"member\",\"role\":\"admin\"}",
                "o={\"id\":\"org_A\",\"rol\":\"org:admin\"}",
                "o={\"id\":\"org_A\",\"rol\":\"Admin\"}",
                "o={\"id\":\"org_A\",\"rol\":\"admin \"}",
                "o={\"id\":\"org_A\",\"rol\":\"member,admin\"}",
                "o={\"id\":\"org_other\",\"rol\":\"admin\"}",
            })
    void g25ARoleInAnOrganisationOpensNoAdminsRoute(String claim) {
        assertNoAdmin(claim);
    }

    /** Refused on an admin's route, which is evidence; the person is another one each time. */
    private static void assertNoAdmin(String claim) {
        String user = "user_" + CANARY + Integer.toHexString(claim.hashCode());
        String[] parts = claim.split("=", 2);
        String token = new ClaimForger(SIEGE.door.clerk, user).with(parts[0], parts[1]);

        Siege.assertProblem(403, "role_required", present("/api/admin/audit?subject=u", token));
        assertEquals(1, SIEGE.served(), () -> SIEGE.door.audit.received().toString());
        Received evidence = SIEGE.door.audit.received().getFirst();
        assertEquals("/internal/records", evidence.target());
        assertTrue(evidence.body().contains("\"ACCESS_REFUSED\""), evidence::body);
        assertTrue(evidence.body().contains(user), evidence::body);
    }

    private static void assertInvalid(Forgery forged) {
        assertRefused("token_invalid", forged);
    }

    private static void assertRefused(String code, Forgery forged) {
        SIEGE.refusesToken(code, forged.token(), CANARY);
    }

    private static Reply present(String target, String token) {
        return SIEGE.door.wire.get(target, "Authorization: Bearer " + token);
    }
}
