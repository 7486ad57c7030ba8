package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.Fuzz;
import dev.rollcall.gateway.door.RecordingService.Received;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Exact bytes against the real gateway: what an upstream gets stands in them as a request of its
 * own, with a token of the person it is passed on for. Nothing that a body hides, nothing forged.
 * Two spellings are left out, which the codec mends before anybody can see them: a version in lower
 * case passes as HTTP/1.1, and a folded header as one line.
 */
class RawRequestFuzzTest {

    private static final int SILENCE_MILLIS = 300;
    private static final List<String> PEOPLE = List.of("grace", "ada");
    private static final Pattern PERSON = Pattern.compile("/api/fuzz/([0-9]+)-(grace|ada)");

    private static @Nullable Door opened;

    /** The last that were sent: what comes of one can be late. */
    private final Map<Integer, String> sent = new HashMap<>();

    private int number;

    @BeforeContainer
    static void open() {
        opened =
                new Door(
                        Map.of(
                                "rollcall.limits.user",
                                0,
                                "rollcall.limits.address",
                                0,
                                "rollcall.limits.failures",
                                0,
                                "rollcall.routes.fuzz.path",
                                "/api/fuzz/**",
                                "rollcall.routes.fuzz.methods",
                                List.of("GET", "POST"),
                                "rollcall.routes.fuzz.access",
                                "session",
                                "rollcall.routes.fuzz.identity",
                                "required",
                                "rollcall.routes.fuzz.upstream",
                                "sample"));
    }

    @AfterContainer
    static void close() {
        door().close();
    }

    @Example
    void whatTheRuleSawIsWhatTheUpstreamGot() {
        assertTrue(Fuzz.run(conversations(), this::check) > 0);

        assertEquals(200, door().wire.get("/api/fuzz/1-grace", door().bearer("grace")).status());
    }

    private void check(String template) {
        number++;
        String text = template.replace("{n}", Integer.toString(number));
        for (String person : PEOPLE) {
            text = text.replace("{" + person + "}", door().token(person));
        }
        sent.put(number, text);
        sent.remove(number - 100);
        door().forget();

        String answers = door().wire.until(text, SILENCE_MILLIS);

        assertFalse(answers.matches("(?s).*HTTP/1\\.1 50[023] .*"), answers);
        for (Received request : door().sample.received()) {
            checkPassedOn(request);
        }
        for (RecordingService service : List.of(door().identity, door().audit)) {
            assertTrue(
                    service.received().stream()
                            .noneMatch(request -> request.target().startsWith("/api/")));
        }
    }

    private void checkPassedOn(Received request) {
        Matcher person = PERSON.matcher(request.target());
        assertTrue(person.lookingAt(), request.target());
        String text = sent.getOrDefault(Integer.valueOf(person.group(1)), "");
        String line = request.method() + ' ' + request.target() + " HTTP/1.";
        assertTrue(
                text.startsWith(line) || text.contains('\n' + line) || text.contains('}' + line),
                line);
        assertFalse(request.headers().toString().contains("forged"), request::toString);
        assertTrue(text.contains(request.body()) || request.body().equals("{}{}"), request::body);
        String token = Objects.requireNonNull(request.header("x-rollcall-identity"));
        String claims =
                new String(
                        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]),
                        StandardCharsets.UTF_8);
        assertTrue(claims.contains("\"user_" + person.group(2) + '"'), claims);
    }

    private static Arbitrary<String> conversations() {
        return request(false)
                .list()
                .ofMaxSize(2)
                .flatMap(first -> request(true).map(last -> String.join("", first) + last));
    }

    private static Arbitrary<String> request(boolean last) {
        Arbitrary<String> person = Arbitraries.of(PEOPLE);
        Arbitrary<String> method =
                Arbitraries.frequencyOf(
                        Tuple.of(8, Arbitraries.of("GET", "POST")),
                        Tuple.of(1, Arbitraries.of("HEAD", "get", "PUT", "TRACE", "G ET")));
        Arbitrary<List<String>> headers = header().list().ofMaxSize(3);
        return Combinators.combine(person, method, target(), version(), headers, body())
                .as(
                        (who, verb, target, version, more, body) ->
                                verb
                                        + ' '
                                        + target.replace("{p}", who)
                                        + ' '
                                        + version
                                        + "\r\nHost: a\r\nAuthorization: Bearer {"
                                        + who
                                        + "}\r\n"
                                        + String.join("", more)
                                        + (last ? "Connection: close\r\n" : "")
                                        + body);
    }

    private static Arbitrary<String> version() {
        return Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.just("HTTP/1.1")),
                Tuple.of(1, Arbitraries.of("HTTP/1.0", "HTTP/2.0", "HTTP/1.9", "")));
    }

    private static Arbitrary<String> target() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        6, Arbitraries.of("/api/fuzz/{n}-{p}", "/api/fuzz/{n}-{p}/%C3%A9?a=b%2Fc")),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "/api/fuzz/{n}-{p}/../../admin/users",
                                "/api/fuzz/{n}-{p}/%2e%2e/x",
                                "//api/fuzz/{n}-{p}",
                                "/api//fuzz/{n}-{p}",
                                "/api/fuzz/{n}-{p};x",
                                "/api/fuzz/{n}-{p}#x",
                                "/API/fuzz/{n}-{p}",
                                "http://a/api/fuzz/{n}-{p}",
                                "http://evil/api/fuzz/{n}-{p}",
                                "/api/fuzz%2F{n}-{p}",
                                "/api/fuzz/{n}-{p}\tx",
                                "/api/admin/users/{n}",
                                "/api/admin/audit",
                                "*")));
    }

    private static Arbitrary<String> header() {
        return Arbitraries.of(
                "Accept: */*\r\n",
                "X-Rollcall-Identity: forged\r\n",
                "X_Rollcall_Identity: forged\r\n",
                "X-Rollcall-Identity : forged\r\n",
                "x-rollcall-identity: forged\r\nX-Rollcall-User: forged\r\n",
                "X-Forwarded-For: forged\r\n",
                "Forwarded: for=forged\r\n",
                "X-Original-URL: /api/admin/forged\r\n",
                "X-HTTP-Method-Override: forged\r\n",
                "Connection: Authorization, X-Rollcall-Identity\r\n",
                "Connection: keep-alive\r\n",
                "Authorization: Bearer forged\r\n",
                "Host: forged\r\n",
                "Accept: a\r\n folded\r\n",
                "Accept: a\nX-Rollcall-Identity: forged\r\n",
                "Accept: a\rX-Rollcall-Identity: forged\r\n",
                "Expect: 100-continue\r\n",
                "Content-Encoding: gzip\r\n",
                "Content-Length: 0\r\n",
                "Content-Length: 4\r\n",
                "Content-Length: +2\r\n",
                "Content-Length: 2, 2\r\n",
                "Transfer-Encoding: chunked\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n");
    }

    /** With the empty line; a hidden request carries no token, for it is never judged alone. */
    private static Arbitrary<String> body() {
        String hidden = "GET /api/fuzz/hidden-nobody HTTP/1.1\r\nHost: a\r\n\r\n";
        String length = "Content-Length: ";
        String chunked = "Transfer-Encoding: chunked\r\n";
        return Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just("\r\n")),
                Tuple.of(
                        4,
                        Arbitraries.of(
                                length + "2\r\n\r\n{}",
                                length + hidden.length() + "\r\n\r\n" + hidden,
                                length + "3\r\n\r\n{}",
                                "\r\n" + hidden,
                                chunked + "\r\n2\r\n{}\r\n2\r\n{}\r\n0\r\n\r\n",
                                chunked + "\r\n" + chunk(hidden) + "0\r\n\r\n",
                                chunked + "\r\n2;a=b\r\n{}\r\n0\r\nX-A: forged\r\n\r\n",
                                chunked + "\r\n2\r\n{}0\r\n\r\n" + hidden,
                                chunked + length + "2\r\n\r\n0\r\n\r\n" + hidden)));
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static Door door() {
        return Objects.requireNonNull(opened);
    }
}
