package dev.rollcall.gateway.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code gateway check} with what a browser or a proxy has recorded. */
class RecordedRequestsTest {

    private static final String SECRET = "eyJhbGciOiJSUzI1NiJ9.secret";
    private static final String HOST = "https://app.example.com";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir private Path folder = Path.of("");

    @Test
    void whoeverCarriesATokenIsASessionAndTheOthersAreNobody() throws IOException {
        String recording =
                har(
                        get("/api/orgs", header("Authorization", "Bearer " + SECRET)),
                        get("/api/orgs", header("cookie", "a=b; __session_x=" + SECRET)),
                        get("/api/orgs", header("Cookie", "__sessionless; a=__session=")),
                        get("/api/orgs", ""));

        assertEquals(0, run("recording.har", recording));

        assertLines(
                "GET /api/orgs session    granted by identity with identity",
                "GET /api/orgs session    granted by identity with identity",
                "GET /api/orgs anonymous  refused 401 session_missing",
                "GET /api/orgs anonymous  refused 401 session_missing");
    }

    @Test
    void whoTheyAllAreCanBeSaid() throws IOException {
        String recording = har(get("/api/admin/users", ""), get("/api/orgs", ""));

        assertEquals(0, run("recording.har", recording, "--as", "role:admin"));

        assertLines(
                "GET /api/admin/users role:admin  granted by identity with identity, on record",
                "GET /api/orgs role:admin         granted by identity with identity");
    }

    @Test
    void theSpellingThatWasRecordedIsJudged() throws IOException {
        String recording =
                har(
                        get("/api//orgs", ""),
                        get("/api/%6Frgs", ""),
                        get("/api/orgs#part", ""),
                        get("?x=1", ""),
                        get("", ""));

        assertEquals(0, run("recording.har", recording, "--as", "session"));

        assertLines(
                "GET /api//orgs session   refused 400 malformed_request",
                "GET /api/%6Frgs session  refused 400 malformed_request",
                "GET /api/orgs session    granted by identity with identity",
                "GET /?x=* session        granted by the gateway, as a page",
                "GET / session            granted by the gateway, as a page");
    }

    @Test
    void headersAreJudgedAsTheyWereRecorded() throws IOException {
        String recording =
                har(
                        get("/", header("Host", "a b")),
                        get("/", header("Host", "a") + "," + header("host", "a")),
                        get("/", header(":authority", "a b") + "," + header(":path", "/x")),
                        get("/", header("Expect", "the-impossible")));

        assertEquals(0, run("recording.har", recording));

        assertLines(
                "GET / anonymous  refused 400 malformed_request",
                "GET / anonymous  refused 400 malformed_request",
                "GET / anonymous  granted by the gateway, as a page",
                "GET / anonymous  refused 417 expectation_failed");
    }

    @Test
    void aBodyIsAsLongAsWasRecorded() throws IOException {
        String text = "x".repeat((1 << 20) + 1);
        String recording =
                har(
                        post("/api/auth/sync-user", "\"bodySize\": 1048576"),
                        post("/api/auth/sync-user", "\"bodySize\": 1048577"),
                        post("/api/auth/sync-user", "\"postData\": {\"text\": \"" + text + "\"}"),
                        post("/nowhere", "\"bodySize\": 1048577"),
                        post("/nowhere", "\"bodySize\": -1"));

        assertEquals(0, run("recording.har", recording, "--as", "session"));

        assertLines(
                "POST /api/auth/sync-user session  granted by the gateway, limit address",
                "POST /api/auth/sync-user session  refused 413 body_too_large",
                "POST /api/auth/sync-user session  refused 413 body_too_large",
                "POST /nowhere session             refused 413 body_too_large",
                "POST /nowhere session             refused 404 not_found");
    }

    @Test
    void ofSeveralHostsOneIsChosen() throws IOException {
        String recording =
                har(
                        get("/api/orgs", ""),
                        request("GET", "https://clerk.example.com/v1/client", ""),
                        request("GET", "data:text/plain,hello", ""));

        assertFault("2 hosts, say to which one with --host: app.example.com,clerk", recording);
        assertEquals(0, run("recording.har", recording, "--host", "APP.example.com"));
        assertLines("GET /api/orgs anonymous  refused 401 session_missing");
    }

    @Test
    void nothingSecretIsPrinted() throws IOException {
        String recording =
                har(
                        get("/api/orgs?token=" + SECRET, header("Authorization", SECRET)),
                        request(
                                "GET",
                                "https://ada:" + SECRET + "@app.example.com/\\u001b[2J",
                                ""));

        assertEquals(0, run("recording.har", recording));

        assertFalse(output().contains("secret"), output());
        assertFalse(output().contains("\u001b"), output());
        assertLines(
                "GET /api/orgs?token=* session  granted by identity with identity",
                "GET /?[2J anonymous            refused 400 malformed_request");
    }

    @Test
    void itIsToldByItsNameOrItsFirstBrace() throws IOException {
        String recording = har(get("/api/orgs", ""));

        assertEquals(0, run("recording.json", "\n  " + recording));
        assertEquals(0, run("recording.HAR", "\uFEFF" + recording));
        assertEquals(0, run("recording", "\uFEFF" + recording));
        assertThrows(CheckFault.class, () -> run("recording.har", "GET /api/orgs session"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'log':{'entries':[{'request':{'method':'GET','url':'http://a/'}},{'request':{'method':'GET'}}]}}"
                        + " | har entry 2: no url.",
                "{'log':{'entries':[{'request':{'url':'http://a/'}}]}} | har entry 1: no method.",
                "{'log':{'entries':[{}]}} | har entry 1: no request.",
                "{'log':{'entries':[null]}} | har entry 1: no request.",
                "{'log':{'entries':[{'request':{'method':'GET','url':'http://a/','headers':[{'name':'x'}]}}]}}"
                        + " | har entry 1: a header without name or value.",
                "{'log':{'entries':[]}} | holds no request.",
                "{'log':{'entries':[{'request':{'method':'GET','url':'about:blank'}}]}} | holds no request.",
                "{'log':{}} | is no HAR: it has no log.entries.",
                "{} | is no HAR: it has no log.entries.",
                "null | is no HAR",
                "{'log':{'entries':{}}} | is no HAR: it is no JSON of that shape.",
                "{'log': secret | is no HAR: it is no JSON of that shape.",
                "[] | is no HAR",
            })
    void aFaultNamesFileAndEntry(String recording, String fault) {
        assertFault(fault, recording.replace('\'', '"'));
    }

    @Test
    void anEmptyOrAHugeFileIsAFault() throws IOException {
        assertFault("is no HAR", "");
        Path huge = folder.resolve("huge.har");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength((64L << 20) + 1);
        }

        CheckFault refused =
                assertThrows(CheckFault.class, () -> process().run(List.of(huge.toString())));

        assertTrue(String.valueOf(refused.getMessage()).contains("more than 67108864 bytes"));
    }

    private void assertFault(String fault, String recording) {
        CheckFault refused = assertThrows(CheckFault.class, () -> run("recording.har", recording));

        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("recording.har"), message);
        assertTrue(message.contains(fault), message);
        assertFalse(message.contains("secret"), message);
    }

    private static String har(String... entries) {
        return "{\"log\": {\"version\": \"1.2\", \"pages\": [{}], \"entries\": ["
                + String.join(",", entries)
                + "]}}";
    }

    private static String get(String target, String headers) {
        return request("GET", HOST + target, headers);
    }

    private static String post(String target, String body) {
        return """
               {"request": {"method": "POST", "url": "%s", "headers": [], %s}, "time": 1}"""
                .formatted(HOST + target, body);
    }

    private static String request(String method, String url, String headers) {
        return """
               {"startedDateTime": "2026-01-01T00:00:00Z",
                "request": {"method": "%s", "url": "%s", "httpVersion": "h2", "headers": [%s],
                            "cookies": [], "queryString": [], "headersSize": -1, "bodySize": 0},
                "response": {"status": 200, "content": {"text": "{}"}}, "cache": {}}"""
                .formatted(method, url, headers);
    }

    private static String header(String name, String value) {
        return "{\"name\": \"%s\", \"value\": \"%s\"}".formatted(name, value);
    }

    private int run(String name, String recording, String... options) throws IOException {
        printed.reset();
        List<String> arguments = new ArrayList<>();
        arguments.add(Files.writeString(folder.resolve(name), recording).toString());
        arguments.addAll(List.of(options));
        return process().run(arguments);
    }

    private CheckProcess process() {
        return new CheckProcess(Map.of(), new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private void assertLines(String... lines) {
        assertEquals(String.join("\n", lines) + "\n", output());
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
