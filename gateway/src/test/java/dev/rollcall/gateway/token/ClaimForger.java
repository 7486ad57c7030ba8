package dev.rollcall.gateway.token;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tokens with the genuine signature, whose claims must not count. Claims are given as JSON. */
public final class ClaimForger {

    private static final String RS256 = "SHA256withRSA";

    private final TokenForge clerk;
    private final String user;

    public ClaimForger(TokenForge clerk, String user) {
        this.clerk = clerk;
        this.user = user;
    }

    /** With a claim of this value. */
    public String with(String name, String json) {
        return signed(object(replaced(name, json)));
    }

    public Stream<Forgery> expiries() {
        long now = Instant.now().getEpochSecond();
        return Stream.concat(
                Stream.of(without("exp")),
                each(
                        "exp",
                        "null",
                        "\"" + (now + 60) + '"',
                        "[" + (now + 60) + ']',
                        "true",
                        "{}",
                        "0",
                        "-1",
                        String.valueOf(now - 3600),
                        "9223372036854775807",
                        "9223372036854775808",
                        "1e18",
                        "1e400",
                        String.valueOf((now + 60) * 1000),
                        String.valueOf(now + 31_536_000),
                        (now + 60) + ".5"));
    }

    public Stream<Forgery> issuers() {
        String plain = TokenForge.ISSUER;
        return Stream.concat(
                Stream.of(without("iss")),
                each(
                        "iss",
                        '"' + plain + "/\"",
                        "\"HTTPS://clerk.localhost\"",
                        "\"https://CLERK.localhost\"",
                        "\"http://clerk.localhost\"",
                        '"' + plain + ".attacker\"",
                        '"' + plain + "@attacker\"",
                        "[\"" + plain + "\"]",
                        "{\"iss\":\"" + plain + "\"}",
                        "null",
                        "\"\"",
                        "\"https://\\u0441lerk.localhost\"",
                        '"' + plain + "\\u0000\""));
    }

    /** Parties of another type; what is a party, but another's, is told. */
    public Stream<Forgery> partiesOfOtherTypes() {
        return each("azp", "[\"" + TokenForge.PARTY + "\"]", "7", "{}", "true");
    }

    public Stream<Forgery> otherParties() {
        return Stream.concat(
                Stream.of(without("azp")),
                each(
                        "azp",
                        "\"\"",
                        "null",
                        "\"*\"",
                        "\"null\"",
                        "\"http://127.0.0.1:8081\"",
                        "\"https://127.0.0.1:8080\"",
                        "\"http://127.0.0.1:8080.evil\"",
                        "\"http://127.0.0.1:8080/\"",
                        "\"http://127.0.0.1:80800\"",
                        "\"http://evil127.0.0.1:8080\"",
                        "\"http://127.0.0.1:8080,http://evil\""));
    }

    public Stream<Forgery> subjects() {
        return Stream.concat(
                Stream.of(without("sub")),
                each(
                        "sub",
                        "\"\"",
                        "null",
                        "7",
                        "[\"" + user + "\"]",
                        '"' + user + "\\u0000\"",
                        '"' + user + "' or 1=1 --\"",
                        "\"user_" + "canary".repeat(800) + '"',
                        "\"\\uff55ser_canary\"",
                        '"' + user + "\\ud800\"",
                        "\"../admin\"",
                        '"' + user + "/../user_admin\"",
                        "\"User_canary\"",
                        '"' + user + "\\n\"",
                        "\"mch_canary\""));
    }

    public Stream<Forgery> payloads() {
        String good = object(claims());
        List<Forgery> forged =
                Stream.of("[]", "\"\"", "null", "{}", "7", " ", "NaN", "[" + good + ']')
                        .map(text -> new Forgery("payload " + brief(text), signed(text)))
                        .collect(Collectors.toCollection(ArrayList::new));
        forged.add(new Forgery("payload absent", signed(good).replaceFirst("\\..*\\.", "..")));
        forged.add(new Forgery("mark of byte order", signed('\uFEFF' + good)));
        forged.add(new Forgery("trailing object", signed(good + "{}")));
        forged.add(new Forgery("trailing word", signed(good + " x")));
        forged.add(new Forgery("trailing NUL", signed(good + '\0')));
        forged.add(new Forgery("not ended", signed(good.substring(0, good.length() - 1))));
        forged.add(new Forgery("comment", signed("/* c */" + good)));
        forged.add(new Forgery("comment inside", signed(more(",/**/\"x\":1"))));
        forged.add(new Forgery("NaN inside", signed(more(",\"x\":NaN"))));
        forged.add(new Forgery("deep", signed(more(",\"x\":" + "[".repeat(2000)))));
        forged.add(new Forgery("subject twice", signed(more(",\"sub\":\"user_admin\""))));
        forged.add(
                new Forgery(
                        "subject twice, escaped", signed(more(",\"s\\u0075b\":\"user_admin\""))));
        forged.add(
                new Forgery(
                        "bad UTF-8",
                        clerk.sign(
                                bytes(text(clerk)),
                                latin(more(",\"x\":\"\u00c0\u00af\"")),
                                RS256)));
        forged.add(
                new Forgery(
                        "UTF-16",
                        clerk.sign(
                                bytes(text(clerk)),
                                good.getBytes(StandardCharsets.UTF_16BE),
                                RS256)));
        return forged.stream();
    }

    /** Organisations and versions in two readings. */
    public Stream<Forgery> versions() {
        String org = "{\"id\":\"org_A\",\"rol\":\"member\"}";
        return Stream.of(
                new Forgery(
                        "role twice",
                        with("o", "{\"id\":\"org_A\",\"rol\":\"member\",\"rol\":\"admin\"}")),
                new Forgery(
                        "application role twice",
                        with("metadata", "{\"role\":\"member\",\"role\":\"admin\"}")),
                new Forgery("v1 and v2", signed(more(",\"o\":" + org + ",\"org_id\":\"org_B\""))),
                new Forgery("v2 with v1's organisation", with("org_id", "\"org_A\"")),
                new Forgery("v 3", with("v", "3")),
                new Forgery("v 1", with("v", "1")),
                new Forgery("v text", with("v", "\"2\"")),
                new Forgery("v 2.0", with("v", "2.0")),
                new Forgery("v1 with v2's organisation", unversioned(org)),
                new Forgery("organisation as text", with("o", "\"org_A\"")),
                new Forgery("organisation as list", with("o", "[" + org + ']')),
                new Forgery("roles as list", with("o", "{\"id\":\"org_A\",\"rol\":[\"admin\"]}")),
                new Forgery("organisation without id", with("o", "{\"rol\":\"admin\"}")));
    }

    private Stream<Forgery> each(String name, String... values) {
        return Stream.of(values)
                .map(value -> new Forgery(name + ' ' + brief(value), with(name, value)));
    }

    private Forgery without(String name) {
        Map<String, String> claims = claims();
        claims.remove(name);
        return new Forgery(name + " absent", signed(object(claims)));
    }

    private String unversioned(String org) {
        Map<String, String> claims = claims();
        claims.remove("v");
        claims.put("o", org);
        return signed(object(claims));
    }

    private String more(String json) {
        String good = object(claims());
        return good.substring(0, good.length() - 1) + json + '}';
    }

    private Map<String, String> replaced(String name, String json) {
        Map<String, String> claims = claims();
        claims.put(name, json);
        return claims;
    }

    private Map<String, String> claims() {
        Map<String, String> claims = new LinkedHashMap<>();
        TokenForge.claims(user, Instant.now())
                .forEach(
                        (name, value) ->
                                claims.put(
                                        name,
                                        value instanceof String text
                                                ? '"' + text + '"'
                                                : String.valueOf(value)));
        return claims;
    }

    private static String object(Map<String, String> claims) {
        return claims.entrySet().stream()
                .map(claim -> '"' + claim.getKey() + "\":" + claim.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String signed(String payload) {
        return clerk.sign(text(clerk), payload);
    }

    private static String text(TokenForge clerk) {
        return "{\"alg\":\"RS256\",\"kid\":\"" + clerk.key().getKeyID() + "\",\"typ\":\"JWT\"}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String brief(String text) {
        return text.substring(0, Math.min(text.length(), 30));
    }
}
