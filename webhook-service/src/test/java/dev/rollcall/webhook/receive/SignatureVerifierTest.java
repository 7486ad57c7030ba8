package dev.rollcall.webhook.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.webhook.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignatureVerifierTest {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final long NOW = 1_793_610_900L;
    private static final String ID = "msg_3fsQJ6WbvgNNGP9YWy4cioB3pLq";
    private static final byte[] SECRET =
            "a secret of thirty-two bytes ...".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER =
            "another secret of 32 bytes, okay".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BODY =
            "{\"type\":\"user.created\",\"data\":{\"name\":\"Žofie\"}}"
                    .getBytes(StandardCharsets.UTF_8);

    @Test
    void acceptsTheStandardHeaderNames() {
        Map<String, List<String>> headers = headers("webhook-", ID, NOW + "", signature(SECRET));

        assertEquals(valid(0), verify(headers));
    }

    @Test
    void acceptsBothFamiliesIfTheyAgree() {
        Map<String, List<String>> headers = headers("webhook-", ID, NOW + "", signature(SECRET));
        headers.putAll(headers("svix-", ID, NOW + "", signature(SECRET)));

        assertEquals(valid(0), verify(headers));
    }

    @Test
    void refusesFamiliesThatConflict() {
        Map<String, List<String>> headers = headers("webhook-", "msg_other", NOW + "", "v1,");
        headers.putAll(headers("svix-", ID, NOW + "", signature(SECRET)));

        assertMalformed("headers_conflict", verify(headers));
    }

    @Test
    void refusesAMixtureOfFamilies() {
        Map<String, List<String>> headers = signed();
        headers.put("webhook-signature", headers.get("svix-signature"));
        headers.remove("svix-signature");

        assertMalformed("headers_conflict", verify(headers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"svix-id", "svix-timestamp", "svix-signature"})
    void refusesAHeaderThatIsMissingOrRepeated(String header) {
        Map<String, List<String>> missing = signed();
        missing.remove(header);
        Map<String, List<String>> repeated = signed();
        repeated.computeIfPresent(header, (name, one) -> List.of(one.getFirst(), one.getFirst()));
        Map<String, List<String>> empty = signed();
        empty.put(header, List.of(""));

        for (Map<String, List<String>> headers : List.of(missing, repeated, empty)) {
            assertInstanceOf(SignatureCheck.Malformed.class, verify(headers));
        }
    }

    @Test
    void saysWhichSecretMatched() {
        SignatureCheck check = verify(signed(), BODY, List.of(OTHER, SECRET), NOW);

        assertEquals(valid(1), check);
    }

    @Test
    void refusesASecretThatWasRemoved() {
        assertEquals(
                new SignatureCheck.Mismatched(new MessageId(ID)),
                verify(signed(), BODY, List.of(OTHER), NOW));
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryOtherSpellingOfTheSignature() {
        byte[] mac = WebhookSignature.mac(SECRET, ID, NOW + "", BODY);
        String right = Base64.getEncoder().encodeToString(mac);
        String hex = HexFormat.of().formatHex(mac);
        Map<String, String> entries = new HashMap<>();
        entries.put("a prefix", "v1," + right.substring(0, 40));
        entries.put("31 bytes", "v1," + base64(mac, 31));
        entries.put("nothing", "v1,");
        entries.put("hexadecimal", "v1," + hex);
        entries.put("lower case", "v1," + right.toLowerCase(Locale.ROOT));
        entries.put("url-safe", "v1," + right.replace('+', '-').replace('/', '_') + "-");
        entries.put("unpadded", "v1," + right.replace("=", ""));
        entries.put("more padding", "v1," + right + "=");
        entries.put("another tail", "v1," + anotherTail(right));
        entries.put("upper-case version", "V1," + right);
        entries.put("version 0", "v0," + right);
        entries.put("version 2", "v2," + right);
        entries.put("asymmetric version", "v1a," + right);
        entries.put("no version", right);
        entries.put("equals sign", "v1=" + right);
        entries.put("zero bytes", "v1," + Base64.getEncoder().encodeToString(new byte[32]));
        return entries.entrySet().stream()
                .map(
                        entry ->
                                DynamicTest.dynamicTest(
                                        entry.getKey(), () -> assertMismatch(entry.getValue())));
    }

    private static void assertMismatch(String signatures) {
        SignatureCheck check = verify(headers("svix-", ID, NOW + "", signatures));

        assertEquals(new SignatureCheck.Mismatched(new MessageId(ID)), check);
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatOtherSchemesSign() {
        String body = new String(BODY, StandardCharsets.UTF_8);
        Map<String, byte[]> signed =
                Map.of(
                        "the body alone", hmac(SECRET, body),
                        "time and body", hmac(SECRET, NOW + "." + body),
                        "an undecoded secret",
                                hmac(
                                        Base64.getEncoder().encode(SECRET),
                                        ID + '.' + NOW + '.' + body),
                        "one zero byte for a key", hmac(new byte[1], ID + '.' + NOW + '.' + body));
        return signed.entrySet().stream()
                .map(
                        entry ->
                                DynamicTest.dynamicTest(
                                        entry.getKey(),
                                        () ->
                                                assertMismatch(
                                                        "v1,"
                                                                + Base64.getEncoder()
                                                                        .encodeToString(
                                                                                entry
                                                                                        .getValue()))));
    }

    @Test
    void findsTheRightOneOfSeveralEntries() {
        String wrong = "v1," + Base64.getEncoder().encodeToString(new byte[32]);
        String entries = (wrong + ' ').repeat(15) + signature(SECRET);

        assertEquals(valid(0), verify(headers("svix-", ID, NOW + "", entries)));
    }

    @Test
    void refusesMoreEntriesThanAnyoneSends() {
        String entries = "v1,x ".repeat(2000) + signature(SECRET);

        assertMalformed(
                "signature_list_malformed", verify(headers("svix-", ID, NOW + "", entries)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 0, 1, 300})
    void acceptsFiveMinutesEitherWay(long off) {
        assertEquals(valid(0), verify(signed(), BODY, List.of(SECRET), NOW + off));
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 100_000_000})
    void refusesMoreThanFiveMinutesEitherWay(long off) {
        assertEquals(
                new SignatureCheck.OutOfTolerance(new MessageId(ID)),
                verify(signed(), BODY, List.of(SECRET), NOW + off));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1793610900",
                "-1793610900",
                "01793610900",
                "1793610900.0",
                "1793610900 abc",
                "0x6AE8F3D4",
                "1.7936109e9",
                "١٧٩٣٦١٠٩٠٠",
                "1793610900,1793610900",
                " 1793610900",
                "1793610900 ",
                " ",
                "9223372036854775808",
                "18446744073709551616",
                "1793610900000"
            })
    void refusesEveryOtherSpellingOfTheTimestamp(String timestamp) {
        String signature = signature(SECRET, ID, timestamp);

        assertMalformed("timestamp_malformed", verify(headers("svix-", ID, timestamp, signature)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"msg.1", "msg\0", "msg 1", "msg\"1", "../msg", "msg_é"})
    void refusesIdsOfAnotherShape(String id) {
        String signature = signature(SECRET, id, NOW + "");

        assertMalformed("id_malformed", verify(headers("svix-", id, NOW + "", signature)));
    }

    @Test
    void refusesAnIdThatIsTooLong() {
        String id = "m".repeat(300);

        assertMalformed(
                "id_malformed",
                verify(headers("svix-", id, NOW + "", signature(SECRET, id, NOW + ""))));
    }

    @Test
    void refusesABodyThatWasReplacedCharacterWise() {
        byte[] replaced = "{\"a\":\"\uFFFD\"}".getBytes(StandardCharsets.UTF_8);
        byte[] sent = {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, '"', '}'};
        String signature = WebhookSignature.sign(SECRET, ID, NOW, replaced);

        SignatureCheck check =
                verify(headers("svix-", ID, NOW + "", signature), sent, List.of(SECRET), NOW);

        assertEquals(new SignatureCheck.Mismatched(new MessageId(ID)), check);
    }

    @TestFactory
    Stream<DynamicTest> refusesABodyThatWasWrittenAnew() {
        String body = new String(BODY, StandardCharsets.UTF_8);
        return Stream.of(
                        body + '\n',
                        '\uFEFF' + body,
                        body.replace(":", ": "),
                        "{\"data\":{\"name\":\"Žofie\"},\"type\":\"user.created\"}",
                        Normalizer.normalize(body, Normalizer.Form.NFD))
                .map(
                        other ->
                                DynamicTest.dynamicTest(
                                        other,
                                        () ->
                                                assertEquals(
                                                        new SignatureCheck.Mismatched(
                                                                new MessageId(ID)),
                                                        verify(
                                                                signed(),
                                                                other.getBytes(
                                                                        StandardCharsets.UTF_8),
                                                                List.of(SECRET),
                                                                NOW))));
    }

    @Property(tries = 200)
    void refusesTheFlipOfAnyBit(
            @ForAll @IntRange(max = 50) int index, @ForAll @IntRange(max = 7) int bit) {
        byte[] body = BODY.clone();
        body[index % body.length] ^= (byte) (1 << bit);

        assertEquals(
                new SignatureCheck.Mismatched(new MessageId(ID)),
                verify(signed(), body, List.of(SECRET), NOW));
    }

    private static SignatureCheck verify(Map<String, List<String>> headers) {
        return verify(headers, BODY, List.of(SECRET), NOW);
    }

    private static SignatureCheck verify(
            Map<String, List<String>> headers, byte[] body, List<byte[]> secrets, long now) {
        return SignatureVerifier.verify(
                name -> headers.getOrDefault(name, List.of()),
                body,
                secrets,
                Instant.ofEpochSecond(now),
                TOLERANCE);
    }

    private static SignatureCheck valid(int secretIndex) {
        return new SignatureCheck.Valid(new MessageId(ID), secretIndex);
    }

    private static void assertMalformed(String reason, SignatureCheck check) {
        assertEquals(new SignatureCheck.Malformed(reason), check);
    }

    private static Map<String, List<String>> signed() {
        return headers("svix-", ID, NOW + "", signature(SECRET));
    }

    private static Map<String, List<String>> headers(
            String prefix, String id, String timestamp, String signature) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put(prefix + "id", List.of(id));
        headers.put(prefix + "timestamp", List.of(timestamp));
        headers.put(prefix + "signature", List.of(signature));
        return headers;
    }

    private static String signature(byte[] secret) {
        return signature(secret, ID, NOW + "");
    }

    private static String signature(byte[] secret, String id, String timestamp) {
        byte[] mac = WebhookSignature.mac(secret, id, timestamp, BODY);
        return "v1," + Base64.getEncoder().encodeToString(mac);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String base64(byte[] mac, int bytes) {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(mac, bytes));
    }

    /** Other bits where base64 of 32 bytes has none to spare: decodes to the same bytes. */
    private static String anotherTail(String encoded) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        char last = alphabet.charAt(alphabet.indexOf(encoded.charAt(42)) + 1);
        return encoded.substring(0, 42) + last + '=';
    }
}
