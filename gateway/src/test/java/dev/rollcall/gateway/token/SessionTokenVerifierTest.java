package dev.rollcall.gateway.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.gateway.token.TokenVerification.Fault;
import dev.rollcall.gateway.token.TokenVerification.Invalid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTokenVerifierTest {

    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private static final Duration LONGEST = Duration.ofMinutes(59);

    static final TokenRules RULES =
            new TokenRules(
                    TokenForge.ISSUER,
                    Set.of(TokenForge.PARTY),
                    false,
                    LONGEST,
                    List.of("metadata.role", "publicMetadata.role", "public_metadata.role"),
                    new TokenRules.ProfileClaims(
                            "email", "first_name", "last_name", "username", "image_url"));

    private static final TokenForge CLERK = TokenForge.withKey("ins_1");

    private final Map<String, @Nullable Object> header = CLERK.header();
    private final Map<String, @Nullable Object> claims = TokenForge.claims("user_1", NOW);

    @Test
    void acceptsAGenuineToken() {
        SessionToken token = accepted(claims);

        assertEquals("user_1", token.user().value());
        assertEquals("sess_1", token.session().value());
        assertEquals(NOW.plusSeconds(60), token.expiresAt());
    }

    @ParameterizedTest
    @CsvSource({"cl_B7d4PD111AAA", "cl_I7d4PD111III"})
    void acceptsTheSessionCategoryAndTheOneThatSaysNothing(String category) {
        header.put("cat", category);

        assertInstanceOf(TokenVerification.Verified.class, verify(CLERK.sign(header, claims)));
    }

    @Test
    void acceptsATokenWithoutCategoryAndType() {
        header.remove("cat");
        header.remove("typ");

        assertInstanceOf(TokenVerification.Verified.class, verify(CLERK.sign(header, claims)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at+jwt",
                "application/at+jwt",
                "logout+jwt",
                "dpop+jwt",
                "jwt",
                "JOSE",
            })
    void refusesOtherTypes(String type) {
        header.put("typ", type);

        assertEquals(Fault.WRONG_CLASS, fault(CLERK.sign(header, claims)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cl_B7d4PD222AAA", "cl_B7d4PD333AAA", "cl_unknown", ""})
    void refusesTheCategoriesOfTemplatesAndMachines(String category) {
        header.put("cat", category);

        assertEquals(Fault.WRONG_CLASS, fault(CLERK.sign(header, claims)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crit", "b64", "zip", "jku", "jwk", "x5u", "x5c"})
    void refusesHeadersThatChangeHowATokenIsRead(String name) {
        header.put(name, List.of());

        assertEquals(Fault.HEADER, fault(CLERK.sign(header, claims)));
    }

    @Test
    void refusesATokenWithoutItsKey() {
        for (@Nullable Object keyId :
                new @Nullable Object[] {null, "", 1, "../../dev/null", "a\0b"}) {
            header.put("kid", keyId);

            assertEquals(Fault.HEADER, fault(CLERK.sign(header, claims)));
        }
    }

    @Test
    void tellsAnUnknownKeyFromABadSignature() {
        TokenForge stranger = TokenForge.withKey("ins_2");
        TokenForge impostor = TokenForge.withKey("ins_1");

        assertEquals(Fault.KEY_UNKNOWN, fault(stranger.token("user_1", NOW)));
        assertEquals(Fault.SIGNATURE, fault(impostor.token("user_1", NOW)));
    }

    @Test
    void isUnverifiableAsLongAsThereAreNoKeys() {
        TokenVerification verification =
                SessionTokenVerifier.verify(CLERK.token("user_1", NOW), RULES, KeyRing.EMPTY, NOW);

        assertInstanceOf(TokenVerification.Unverifiable.class, verification);
    }

    @ParameterizedTest
    @CsvSource({
        "exp,-4,true",
        "exp,-5,false",
        "nbf,5,true",
        "nbf,6,false",
        "iat,5,true",
        "iat,6,false"
    })
    void allowsFiveSecondsOfSkew(String claim, long offset, boolean passes) {
        long at = NOW.getEpochSecond() + offset;
        claims.put("iat", Math.min(at, NOW.getEpochSecond() - 60));
        claims.put("nbf", NOW.getEpochSecond() - 60);
        claims.put(claim, at);

        TokenVerification verification = verify(CLERK.sign(header, claims));

        assertEquals(passes, verification instanceof TokenVerification.Verified);
    }

    @Test
    void tellsThatAnAuthenticTokenHasExpired() {
        TokenVerification verification = verify(CLERK.token("user_1", NOW.minusSeconds(120)));

        assertInstanceOf(TokenVerification.Expired.class, verification);
    }

    @Test
    void tellsThatASessionHasOpenTasks() {
        claims.put("sts", "pending");

        assertInstanceOf(TokenVerification.Pending.class, verify(CLERK.sign(header, claims)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "null",
                "http://127.0.0.1:8081",
                "https://127.0.0.1:8080",
                "http://127.0.0.1:8080.evil",
                "http://127.0.0.1:8080/"
            })
    void refusesAnotherParty(String party) {
        claims.put("azp", party);

        assertInstanceOf(TokenVerification.ForeignParty.class, verify(CLERK.sign(header, claims)));
    }

    @Test
    void aMissingPartyPassesOnlyIfSoConfigured() {
        claims.remove("azp");
        String token = CLERK.sign(header, claims);
        TokenRules optional =
                new TokenRules(
                        RULES.issuer(),
                        RULES.authorizedParties(),
                        true,
                        LONGEST,
                        RULES.rolePaths(),
                        RULES.profile());
        TokenRules none =
                new TokenRules(
                        RULES.issuer(),
                        Set.of(),
                        false,
                        LONGEST,
                        RULES.rolePaths(),
                        RULES.profile());

        assertInstanceOf(TokenVerification.ForeignParty.class, verify(token));
        assertInstanceOf(TokenVerification.Verified.class, verify(token, optional));
        assertInstanceOf(TokenVerification.Verified.class, verify(token, none));
    }

    @Test
    void refusesWhatLivesLongerThanRevocationsAreRemembered() {
        claims.put("exp", NOW.plus(LONGEST).getEpochSecond());
        assertEquals(NOW.plus(LONGEST), accepted(claims).expiresAt());

        claims.put("exp", NOW.plus(LONGEST).getEpochSecond() + 1);
        assertEquals(Fault.LIFETIME, fault(CLERK.sign(header, claims)));
    }

    private static SessionToken accepted(Map<String, @Nullable Object> claims) {
        return assertInstanceOf(
                        TokenVerification.Verified.class,
                        verify(CLERK.sign(CLERK.header(), claims)))
                .token();
    }

    private static Fault fault(String token) {
        return assertInstanceOf(Invalid.class, verify(token)).fault();
    }

    private static TokenVerification verify(String token) {
        return verify(token, RULES);
    }

    private static TokenVerification verify(String token, TokenRules rules) {
        return Verdicts.of(token, rules, CLERK.ring());
    }
}
