package dev.rollcall.gateway.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.contracts.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHygieneTest {

    private static final Map.Entry<String, String> HOST = Map.entry("Host", "127.0.0.1:8080");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/app",
                "/api/sample/",
                "/api/sample/a.b~c_d-e",
                "/api/sample/a:b@c!$&'()*+,=d",
                "/api/sample/na%C3%AFve",
                "/api/sample/x?q=%00&next=//evil;a=b",
                "/api/sample/...",
            })
    void acceptsTheCanonicalSpelling(String target) {
        assertEquals(HygieneVerdict.CLEAN, judgeTarget(target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // an authority or an empty segment (G35)
                "//admin/public/y",
                "//admin/",
                "//u@admin/x",
                "//admin:80/x",
                "///admin/x",
                "/admin//x",
                "/admin//",
                // dot segments (G36)
                "/public/../admin/x",
                "/public/./admin",
                "/public/..",
                "/.",
                "/..",
                // path parameters (G37)
                "/public/..;/admin/x",
                "/public/..;a=b/admin",
                "/admin;/x",
                "/public;x/../admin",
                // encoded separators, dots, controls and blanks (G38)
                "/a/%2e%2e/x",
                "/a/%2E/x",
                "/a/.%2e/x",
                "/a%2fx",
                "/a%2Fx",
                "/a%5cx",
                "/a%5Cx",
                "/a%00",
                "/a%0a",
                "/a%0d%0a",
                "/a%09",
                "/a%20b",
                "/a%7f",
                // encoded more than once (G39)
                "/a/%252e%252e/x",
                "/a/%25%32%65/x",
                // overlong, other encodings, look-alikes (G40)
                "/a/%c0%ae",
                "/a/%C0%AF",
                "/a/%u002e",
                "/a%ef%bc%8fx",
                "/a%EF%BC%8Fx",
                "/a%E2%84%AAx",
                // encoded though it need not be, or in lower case (G41)
                "/%61dmin/x",
                "/%41",
                "/na%c3%afve",
                "/e%CC%81",
                // backslash, fragment, bad escapes, raw bytes, delimiters (G42 to G44)
                "\\admin\\x",
                "/public/..\\admin",
                "/public/a#/../admin",
                "/admin/x#/public",
                "/%zz",
                "/%",
                "/%4",
                "/a\u00e9",
                "/a|b",
                "/a{b",
                "/a}b",
                "/a\"b",
                "/a<b",
                "/a>b",
                "/a^b",
                "/a[b",
                "/a]b",
                "/a b",
                "/a`b",
                // not in origin form (G46)
                "http://evil/admin",
                "http://127.0.0.1:8080/app",
                "file:///",
                "http:/admin",
                "foo:admin",
                "admin/x",
                "?/admin",
                "*",
                "host:443",
                "",
                // the query
                "/x?a=%zz",
                "/x?a=b c",
                "/x?a=\"",
                "/x?a#b",
                "/x?\u00e9",
            })
    void refusesEveryOtherSpelling(String target) {
        assertEquals(ProblemCode.MALFORMED_REQUEST, code(judgeTarget(target)));
    }

    @Test
    void refusesATargetOverTheLimit() {
        String longest = "/" + "a".repeat(RequestTarget.LONGEST - 1);

        assertEquals(HygieneVerdict.CLEAN, judgeTarget(longest));
        assertEquals(ProblemCode.TARGET_TOO_LONG, code(judgeTarget(longest + "a")));
    }

    @ParameterizedTest
    @CsvSource({
        "get,MALFORMED_REQUEST",
        "Get,MALFORMED_REQUEST",
        "G-T,MALFORMED_REQUEST",
        "TRACE,METHOD_UNKNOWN",
        "TRACK,METHOD_UNKNOWN",
        "CONNECT,METHOD_UNKNOWN",
        "FOO,METHOD_UNKNOWN",
        "PROPFIND,METHOD_UNKNOWN",
    })
    void knowsTheStandardMethodsOnly(String method, ProblemCode code) {
        assertEquals(code, code(RequestHygiene.judge(method, "/app", "HTTP/1.1", List.of(HOST))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/0.9", "HTTP/2.0", "HTTP/1.9", "http/1.1"})
    void speaksOnlyTheVersionsItKnows(String version) {
        assertEquals(
                ProblemCode.MALFORMED_REQUEST,
                code(RequestHygiene.judge("GET", "/app", version, List.of(HOST))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/b",
                "user@host",
                "host:99999",
                "host:0",
                "host:",
                "a,b",
                "[::1",
                "a b",
                "host:80:80",
                "-host",
                "h\u00f6st",
            })
    void refusesAHostThatIsNone(String host) {
        assertEquals(ProblemCode.MALFORMED_REQUEST, code(judgeHeaders(Map.entry("Host", host))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:8080", "app.example.com:443", "[::1]:8080"})
    void acceptsAHostWithOrWithoutPort(String host) {
        assertEquals(HygieneVerdict.CLEAN, judgeHeaders(Map.entry("Host", host)));
    }

    @Test
    void wantsExactlyOneHost() {
        assertEquals(ProblemCode.MALFORMED_REQUEST, code(judgeHeaders()));
        assertEquals(ProblemCode.MALFORMED_REQUEST, code(judgeHeaders(HOST, HOST)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Content-Type",
                "X-Request-Id",
                "content-length",
                "Origin",
                "Expect"
            })
    void refusesAHeaderThatMayStandOnceAndStandsTwice(String name) {
        String value = name.equalsIgnoreCase("content-length") ? "1" : "100-continue";

        assertEquals(
                ProblemCode.MALFORMED_REQUEST,
                code(judgeHeaders(List.of(HOST, Map.entry(name, value), Map.entry(name, value)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"xchunked", "chunked, identity", "gzip, chunked", "\"chunked\"", "", "x"})
    void refusesATransferCodingOtherThanChunked(String coding) {
        assertEquals(
                ProblemCode.MALFORMED_REQUEST,
                code(judgeHeaders(HOST, Map.entry("Transfer-Encoding", coding))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+3", "-1", "0x3", "3 a", "3, 3", "18446744073709551617", ""})
    void refusesALengthThatIsNoNumber(String length) {
        assertEquals(
                ProblemCode.MALFORMED_REQUEST,
                code(judgeHeaders(HOST, Map.entry("Content-Length", length))));
    }

    @Test
    void refusesEncodedBodies() {
        assertEquals(
                ProblemCode.MEDIA_TYPE_UNSUPPORTED,
                code(judgeHeaders(HOST, Map.entry("Content-Encoding", "gzip"))));
    }

    @Test
    void refusesMoreThanAHundredHeaders() {
        List<Map.Entry<String, String>> headers = new ArrayList<>(List.of(HOST));
        IntStream.range(0, 100).forEach(i -> headers.add(Map.entry("X-" + i, "v")));

        assertEquals(
                ProblemCode.HEADERS_TOO_LARGE,
                code(RequestHygiene.judge("GET", "/app", "HTTP/1.1", headers)));
    }

    private static HygieneVerdict judgeTarget(String target) {
        return RequestHygiene.judge("GET", target, "HTTP/1.1", List.of(HOST));
    }

    private static HygieneVerdict judgeHeaders() {
        return judgeHeaders(List.of());
    }

    private static HygieneVerdict judgeHeaders(Map.Entry<String, String> header) {
        return judgeHeaders(List.of(header));
    }

    private static HygieneVerdict judgeHeaders(
            Map.Entry<String, String> first, Map.Entry<String, String> second) {
        return judgeHeaders(List.of(first, second));
    }

    private static HygieneVerdict judgeHeaders(List<Map.Entry<String, String>> headers) {
        return RequestHygiene.judge("POST", "/app", "HTTP/1.1", headers);
    }

    private static ProblemCode code(HygieneVerdict verdict) {
        return switch (verdict) {
            case HygieneVerdict.Refused refused -> refused.code();
            case HygieneVerdict.Clean clean -> throw new AssertionError("it passed");
        };
    }
}
