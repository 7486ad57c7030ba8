package dev.rollcall.gateway.token;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tokens signed by the genuine key, or by an attacker's, with a header that must not count. */
public final class HeaderForger {

    /** What stands in hostile key ids, and nowhere else. */
    public static final String KEY_MARK = "canarykey";

    private final TokenForge clerk;
    private final String user;

    public HeaderForger(TokenForge clerk, String user) {
        this.clerk = clerk;
        this.user = user;
    }

    public Stream<Forgery> keyIds() {
        List<@Nullable Object> odd = new ArrayList<>();
        odd.addAll(
                List.of(
                        "",
                        1,
                        List.of("ins_1"),
                        KEY_MARK.repeat(500),
                        KEY_MARK.repeat(1111) + "x",
                        "../../dev/null" + KEY_MARK,
                        KEY_MARK + "' OR '1'='1' --",
                        KEY_MARK + "\0",
                        "ins_1\0" + KEY_MARK,
                        "ins_1 ",
                        "INS_1",
                        "${jndi:ldap://" + KEY_MARK + "/a}",
                        KEY_MARK + "\r\nevent=forged"));
        odd.add(null);
        Map<String, @Nullable Object> absent = clerk.header();
        absent.remove("kid");
        return Stream.concat(
                Stream.of(new Forgery("kid absent", signed(absent))),
                odd.stream().map(id -> changed("kid", id)));
    }

    /** An attacker's key, signed by it, and where to find it. */
    public Stream<Forgery> keysBroughtAlong(TokenForge attacker, String attackersUrl) {
        Map<String, Object> along = new LinkedHashMap<>();
        along.put("jwk", attacker.key().toPublicJWK().toJSONObject());
        along.put("x5c", List.of("MIIB" + KEY_MARK));
        for (String url :
                List.of(
                        attackersUrl + "/jwks.json",
                        "http://169.254.169.254/latest/meta-data/",
                        "file:///etc/passwd")) {
            along.put("jku " + url, url);
            along.put("x5u " + url, url);
        }
        return Stream.of(clerk.key().getKeyID(), "attacker_1")
                .flatMap(
                        keyId ->
                                along.entrySet().stream()
                                        .map(
                                                entry -> {
                                                    var header = attacker.header();
                                                    header.put("kid", keyId);
                                                    header.put(
                                                            entry.getKey().split(" ", -1)[0],
                                                            entry.getValue());
                                                    return new Forgery(
                                                            entry.getKey() + " of " + keyId,
                                                            attacker.sign(header, claims()));
                                                }));
    }

    /** Other readings of the same bytes: RFC 7515 §4.1.11, RFC 7797, RFC 7516 §4.1.3. */
    public Stream<Forgery> otherReadings() {
        List<Forgery> forged = new ArrayList<>();
        for (Object critical :
                List.of(List.of(), List.of("bork"), List.of("exp"), List.of("alg"), "exp")) {
            forged.add(changed("crit", critical));
        }
        forged.add(changed("b64", false));
        forged.add(changed("b64", true));
        Map<String, @Nullable Object> plain = clerk.header();
        plain.put("b64", false);
        plain.put("crit", List.of("b64"));
        forged.add(new Forgery("b64 and crit", signed(plain)));
        String token = signed(plain);
        int first = token.indexOf('.');
        int second = token.lastIndexOf('.');
        forged.add(
                new Forgery(
                        "b64, detached", token.substring(0, first + 1) + token.substring(second)));
        forged.add(
                new Forgery(
                        "b64, plain payload",
                        token.substring(0, first + 1) + "canary" + token.substring(second)));
        forged.add(changed("zip", "DEF"));
        forged.add(changed("enc", "A128GCM"));
        return forged.stream();
    }

    public Stream<Forgery> otherClasses() {
        Map<String, @Nullable Object> machine = TokenForge.claims("mch_canary", Instant.now());
        return Stream.concat(
                Stream.concat(
                        Stream.of(
                                        "at+jwt",
                                        "application/at+jwt",
                                        "logout+jwt",
                                        "dpop+jwt",
                                        "jwt",
                                        "JWT ",
                                        "")
                                .map(type -> changed("typ", type)),
                        Stream.of(
                                        "cl_B7d4PD222AAA",
                                        "cl_B7d4PD333AAA",
                                        "cl_unknown",
                                        "",
                                        List.of("cl_B7d4PD111AAA"))
                                .map(category -> changed("cat", category))),
                Stream.of(new Forgery("sub mch_", clerk.sign(clerk.header(), machine))));
    }

    /** Well over what is looked at, and as deep as fits. */
    public Stream<Forgery> sizes() {
        String deep = "[".repeat(5000);
        Map<String, @Nullable Object> padded = claims();
        String token = signed(clerk.header());
        padded.put("pad", "a".repeat((8192 - token.length()) * 3 / 4));
        return Stream.of(
                new Forgery("8 kB and more", clerk.sign(clerk.header(), padded)),
                new Forgery("genuine and 8 kB", token + "A".repeat(8193 - token.length())),
                new Forgery("8 kB of nothing", "A".repeat(8193)),
                new Forgery(
                        "deep header", clerk.sign(deep, JSONObjectUtils.toJSONString(claims()))),
                new Forgery(
                        "deep in the header",
                        clerk.sign(
                                "{\"alg\":\"RS256\",\"kid\":\"ins_1\",\"x\":" + deep,
                                JSONObjectUtils.toJSONString(claims()))),
                new Forgery(
                        "header twice",
                        clerk.sign(
                                "{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"ins_1\"}",
                                JSONObjectUtils.toJSONString(claims()))),
                new Forgery(
                        "header in UTF-16",
                        clerk.sign(
                                JSONObjectUtils.toJSONString(clerk.header())
                                        .getBytes(StandardCharsets.UTF_16),
                                JSONObjectUtils.toJSONString(claims())
                                        .getBytes(StandardCharsets.UTF_8),
                                "SHA256withRSA")));
    }

    private Forgery changed(String name, @Nullable Object value) {
        Map<String, @Nullable Object> header = clerk.header();
        header.put(name, value);
        String shown = String.valueOf(value);
        return new Forgery(
                name + ' ' + shown.substring(0, Math.min(shown.length(), 30)), signed(header));
    }

    private String signed(Map<String, @Nullable Object> header) {
        return clerk.sign(header, claims());
    }

    private Map<String, @Nullable Object> claims() {
        return TokenForge.claims(user, Instant.now());
    }
}
