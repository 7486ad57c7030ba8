package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import dev.rollcall.gateway.door.RecordingService.Answer;
import dev.rollcall.gateway.door.Wire.Reply;
import dev.rollcall.gateway.token.Forgery;
import dev.rollcall.gateway.token.HeaderForger;
import dev.rollcall.gateway.token.SignatureForger;
import dev.rollcall.gateway.token.SpellingForger;
import dev.rollcall.gateway.token.TokenForge;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Forged tokens on a route of an upstream: each is 401, nobody behind the door hears of it, and
 * neither the answer nor the log repeats anything of it.
 */
class TokenAttackDoorTest {

    private static final String PATH = "/api/sample/x";
    private static final String CANARY = "canary";
    private static final String USER = "user_" + CANARY;

    private static final Siege SIEGE = new Siege(Map.of());
    private static final TokenForge CLERK = SIEGE.door.clerk;
    private static final SignatureForger SIGNATURES = new SignatureForger(CLERK, USER);
    private static final HeaderForger HEADERS = new HeaderForger(CLERK, USER);
    private static final SpellingForger SPELLINGS = new SpellingForger(CLERK, USER);
    private static final TokenForge ATTACKER = TokenForge.withKey("attacker_1");
    private static final RecordingService ATTACKERS_KEYS =
            new RecordingService(_ -> Answer.json(200, ATTACKER.jwks()));

    @AfterAll
    static void close() {
        SIEGE.close();
        ATTACKERS_KEYS.close();
    }

    @BeforeEach
    void forget() {
        SIEGE.door.forget();
        SIEGE.log.forget();
    }

    @Test
    void theGenuineOnePasses() {
        String token = CLERK.token(USER, Instant.now());
        assertEquals(200, present(token).status());
        assertEquals(1, SIEGE.door.sample.received().size());
    }

    @ParameterizedTest
    @MethodSource
    void g03WithoutASignature(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g03WithoutASignature() {
        return SIGNATURES.unsigned();
    }

    @ParameterizedTest
    @MethodSource
    void g04AnOddAlgorithm(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g04AnOddAlgorithm() {
        return SIGNATURES.oddAlgorithms();
    }

    @ParameterizedTest
    @MethodSource
    void g05ThePublicKeyAsASecret(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g05ThePublicKeyAsASecret() throws JOSEException {
        return SIGNATURES.sharedSecrets();
    }

    @ParameterizedTest
    @MethodSource
    void g06AnotherAlgorithmOfRsa(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g06AnotherAlgorithmOfRsa() {
        return SIGNATURES.otherRsa();
    }

    @ParameterizedTest
    @MethodSource
    void g07AnotherPaddingOrDigest(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g07AnotherPaddingOrDigest() {
        return SIGNATURES.otherPaddings();
    }

    @ParameterizedTest
    @MethodSource
    void g08AnotherCurve(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g08AnotherCurve() {
        return SIGNATURES.otherCurves();
    }

    @ParameterizedTest
    @MethodSource
    void g10AnOddKeyId(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g10AnOddKeyId() {
        return HEADERS.keyIds();
    }

    @ParameterizedTest
    @MethodSource
    void g12AKeyBroughtAlong(Forgery forged) {
        assertInvalid(forged);
        assertEquals(0, ATTACKERS_KEYS.received().size());
    }

    static Stream<Forgery> g12AKeyBroughtAlong() {
        return HEADERS.keysBroughtAlong(ATTACKER, ATTACKERS_KEYS.url());
    }

    @ParameterizedTest
    @MethodSource
    void g13AnotherReading(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g13AnotherReading() {
        return HEADERS.otherReadings();
    }

    @ParameterizedTest
    @MethodSource
    void g14AnotherClass(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g14AnotherClass() {
        return HEADERS.otherClasses();
    }

    @ParameterizedTest
    @MethodSource
    void g15AnOpaqueString(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g15AnOpaqueString() {
        return SPELLINGS.opaque();
    }

    @ParameterizedTest
    @MethodSource
    void g27AnotherSpelling(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g27AnotherSpelling() {
        return SPELLINGS.spellings();
    }

    @ParameterizedTest
    @MethodSource
    void g28AnEncryptedToken(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g28AnEncryptedToken() throws JOSEException, ParseException {
        return SPELLINGS.encrypted();
    }

    @ParameterizedTest
    @MethodSource
    void g29ATooLongOne(Forgery forged) {
        assertInvalid(forged);
    }

    static Stream<Forgery> g29ATooLongOne() {
        return HEADERS.sizes();
    }

    /** Status, headers and body, but for the request's id and the time of day. */
    @Test
    void g30NobodyLearnsWhyASignatureDoesNotCount() throws JOSEException {
        Set<String> answers = new HashSet<>();
        Stream.of(
                        SIGNATURES.unsigned(),
                        SIGNATURES.sharedSecrets(),
                        SIGNATURES.otherPaddings(),
                        HEADERS.keyIds(),
                        HEADERS.otherClasses(),
                        SPELLINGS.spellings(),
                        SPELLINGS.opaque(),
                        HEADERS.sizes(),
                        HEADERS.keysBroughtAlong(ATTACKER, ATTACKERS_KEYS.url()),
                        Stream.of(
                                new Forgery("unknown key", ATTACKER.token(USER, Instant.now())),
                                new Forgery(
                                        "bad signature",
                                        TokenForge.withKey("ins_1").token(USER, Instant.now()))))
                .flatMap(forged -> forged)
                .forEach(forged -> answers.add(comparable(present(forged.token()))));

        assertEquals(1, answers.size(), answers::toString);
        assertEquals(0, SIEGE.heard());
    }

    private static String comparable(Reply reply) {
        String id = reply.header("x-request-id");
        Map<String, String> headers = new TreeMap<>(reply.headers());
        headers.remove("date");
        return reply.status() + (headers + reply.body()).replace(id, "-" + id.length());
    }

    private static void assertInvalid(Forgery forged) {
        SIEGE.refusesToken("token_invalid", forged.token(), CANARY);
    }

    private static Reply present(String token) {
        return SIEGE.door.wire.get(PATH, "Authorization: Bearer " + token);
    }
}
