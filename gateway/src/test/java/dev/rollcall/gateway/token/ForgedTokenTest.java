package dev.rollcall.gateway.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.nimbusds.jose.JOSEException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the token itself: algorithms, spellings, JSON, claims. All are the same refusal. */
class ForgedTokenTest {

    private static final TokenForge CLERK = TokenForge.withKey("ins_1");
    private static final String PAYLOAD = payload("");
    private static final String GENUINE = CLERK.sign(header("\"RS256\""), PAYLOAD);

    @Test
    void theGenuineOnePasses() {
        assertInstanceOf(TokenVerification.Verified.class, verify(GENUINE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"none\"",
                "\"None\"",
                "\"NONE\"",
                "\"nOnE\"",
                "\"\"",
                "null",
                "256",
                "[\"RS256\"]",
                "\"rs256\"",
                "\"RS256 \"",
                "\"RS256\\u0000\"",
                "\"RS384\"",
                "\"RS512\"",
                "\"PS256\"",
                "\"ES256\"",
                "\"EdDSA\"",
                "\"HS256\"",
                "true",
                "{}",
            })
    void theAlgorithmIsExactlyRs256(String algorithm) {
        assertRefused(CLERK.sign(header(algorithm), PAYLOAD));
    }

    @Test
    void aTokenWithoutAlgorithmIsRefused() {
        assertRefused(CLERK.sign("{\"kid\":\"ins_1\"}", PAYLOAD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA512withRSA", "SHA384withRSA", "SHA1withRSA"})
    void aSignatureOfAnotherDigestIsRefused(String algorithm) {
        assertRefused(CLERK.sign(bytes(header("\"RS256\"")), bytes(PAYLOAD), algorithm));
    }

    @ParameterizedTest
    @MethodSource("publicKeyAsSecret")
    void thePublicKeyIsNoSharedSecret(byte[] secret) throws GeneralSecurityException {
        for (String algorithm : new String[] {"HS256", "RS256"}) {
            String input =
                    TokenForge.encode(bytes(header('"' + algorithm + '"')))
                            + '.'
                            + TokenForge.encode(bytes(PAYLOAD));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));

            assertRefused(input + '.' + TokenForge.encode(mac.doFinal(bytes(input))));
        }
    }

    static Stream<byte[]> publicKeyAsSecret() throws JOSEException {
        byte[] der = CLERK.key().toRSAPublicKey().getEncoded();
        String pem = Base64.getMimeEncoder().encodeToString(der);
        return Stream.of(
                der,
                bytes("-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----\n"),
                bytes("-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----"),
                CLERK.key().getModulus().decode(),
                bytes(CLERK.key().toPublicJWK().toJSONString()));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void aTokenHasOneSpelling(String token) {
        assertRefused(token);
    }

    static Stream<String> spellings() {
        int first = GENUINE.indexOf('.');
        int second = GENUINE.lastIndexOf('.');
        String head = GENUINE.substring(0, first);
        String body = GENUINE.substring(first + 1, second);
        String signature = GENUINE.substring(second + 1);
        return Stream.of(
                "",
                ".",
                "..",
                head + '.' + body,
                head + '.' + body + '.',
                GENUINE + '=',
                GENUINE + "==",
                GENUINE + '.',
                GENUINE + ".x",
                GENUINE + '\n',
                ' ' + GENUINE,
                GENUINE + ' ',
                GENUINE + ", " + GENUINE,
                head + "=." + body + '.' + signature,
                head + "*." + body + '.' + signature,
                head + '.' + body + '.' + signature + "AA",
                head + '.' + body + '.' + nonCanonicalTail(signature),
                GENUINE.replace('-', '+').replace('_', '/') + '+',
                "mt_0123456789",
                "oat_0123456789",
                "ak_0123456789",
                "a.b.c.d.e",
                GENUINE + '\u00e9',
                "\ud83d\ude00".repeat(9) + '.' + body + '.' + signature,
                head + '.' + "\ud83d\ude00".repeat(9) + '.' + signature,
                '.' + body + '.' + signature,
                head + ".." + signature,
                GENUINE + "A".repeat(8192),
                "{\"payload\":\"" + body + "\",\"signature\":\"" + signature + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"\"",
                "null",
                "{}",
                "7",
                "",
                " ",
                "{\"sub\":\"user_1\"",
                "NaN",
            })
    void aPayloadThatIsNoClaimSetIsRefused(String payload) {
        assertRefused(CLERK.sign(header("\"RS256\""), payload));
    }

    @Test
    void aPayloadIsStrictJson() {
        assertRefused(CLERK.sign(header("\"RS256\""), '\uFEFF' + PAYLOAD));
        assertRefused(CLERK.sign(header("\"RS256\""), PAYLOAD + "{}"));
        assertRefused(CLERK.sign(header("\"RS256\""), PAYLOAD + " x"));
        assertRefused(CLERK.sign(header("\"RS256\""), "/* c */" + PAYLOAD));
        assertRefused(CLERK.sign(header("\"RS256\""), payload(",\"sub\":\"user_2\"")));
        assertRefused(CLERK.sign(header("\"RS256\""), payload(",\"s\\u0075b\":\"user_2\"")));
        assertRefused(
                CLERK.sign(
                        header("\"RS256\""),
                        payload(",\"metadata\":{\"role\":\"member\",\"role\":\"admin\"}")));
        assertRefused(CLERK.sign(header("\"RS256\""), payload(",\"x\":" + "[".repeat(5000))));
    }

    @Test
    void aPayloadIsValidUtf8() {
        byte[] payload = bytes(payload(",\"x\":\"@\""));
        for (int i = 0; i < payload.length; i++) {
            if (payload[i] == '@') {
                payload[i] = (byte) 0xC0;
            }
        }

        assertRefused(CLERK.sign(bytes(header("\"RS256\"")), payload, "SHA256withRSA"));
    }

    @Test
    void aHeaderIsStrictJson() {
        assertRefused(
                CLERK.sign("{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"ins_1\"}", PAYLOAD));
        assertRefused(CLERK.sign("[".repeat(5000), PAYLOAD));
        assertRefused(CLERK.sign("{\"alg\":\"RS256\",\"kid\":\"ins_1\"}x", PAYLOAD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"1795168860\"",
                "[]",
                "true",
                "0",
                "-1",
                "9223372036854775808",
                "1e18",
                "1e400",
                "1795168860000",
                "1826704860",
                "1795168860.5"
            })
    void anOddExpiryIsRefused(String expiry) {
        assertRefused(claim("exp", expiry));
    }

    @Test
    void aMissingExpiryIsRefused() {
        Map<String, @Nullable Object> claims =
                TokenForge.claims("user_1", SessionTokenVerifierTest.NOW);
        claims.remove("exp");

        assertRefused(CLERK.sign(CLERK.header(), claims));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"https://clerk.localhost/\"",
                "\"HTTPS://clerk.localhost\"",
                "\"http://clerk.localhost\"",
                "\"https://clerk.localhost.attacker\"",
                "[\"https://clerk.localhost\"]",
                "{}",
                "null",
                "\"https://\\u0441lerk.localhost\"",
                "\"\"",
            })
    void anotherIssuerIsRefused(String issuer) {
        assertRefused(claim("iss", issuer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "7",
                "[\"user_1\"]",
                "null",
                "\"user_1\\u0000\"",
                "\"user_1' or 1=1\"",
                "\"\\uff55ser_1\"",
                "\"user_\\ud800\"",
                "\"../admin\"",
                "\"mch_1\"",
                "\"User_1\""
            })
    void anotherSubjectIsRefused(String subject) {
        assertRefused(claim("sub", subject));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null", "7", "\"user_1\"", "[\"sess_1\"]"})
    void aTokenWithoutItsSessionIsRefused(String session) {
        assertRefused(claim("sid", session));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "1", "\"2\"", "2.0", "[2]"})
    void anotherVersionIsRefused(String version) {
        assertRefused(claim("v", version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"http://127.0.0.1:8080\"]", "7", "{}"})
    void aPartyOfAnotherTypeIsRefused(String party) {
        assertRefused(claim("azp", party));
    }

    @Test
    void bothFormsOfAnOrganisationAtOnceAreRefused() {
        assertRefused(
                CLERK.sign(
                        header("\"RS256\""),
                        payload(",\"o\":{\"id\":\"org_1\"},\"org_id\":\"org_2\"")));
    }

    private static void assertRefused(String token) {
        assertEquals(
                TokenVerification.Invalid.class,
                verify(token).getClass(),
                () -> "accepted or differently refused: " + token);
    }

    private static TokenVerification verify(String token) {
        return Verdicts.of(token, SessionTokenVerifierTest.RULES, CLERK.ring());
    }

    /** A genuine token but for one claim, whose value is given as JSON. */
    private static String claim(String name, String json) {
        return CLERK.sign(
                header("\"RS256\""),
                PAYLOAD.replaceFirst(
                        '"' + name + "\":(\"[^\"]*\"|[0-9]+)",
                        '"' + name + "\":" + Matcher.quoteReplacement(json)));
    }

    private static String header(String algorithm) {
        return "{\"alg\":" + algorithm + ",\"kid\":\"ins_1\",\"typ\":\"JWT\"}";
    }

    private static String payload(String more) {
        return """
        {"azp":"http://127.0.0.1:8080","exp":1795168860,"iat":1795168800,\
        "iss":"https://clerk.localhost","nbf":1795168790,"sid":"sess_1","sub":"user_1","v":2%s}"""
                .formatted(more);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The last character carries unused bits; another one decodes to the same bytes. */
    private static String nonCanonicalTail(String signature) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(signature.charAt(signature.length() - 1));
        return signature.substring(0, signature.length() - 1) + alphabet.charAt(last ^ 1);
    }
}
