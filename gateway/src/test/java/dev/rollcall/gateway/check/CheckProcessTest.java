package dev.rollcall.gateway.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckProcessTest {

    private static final String SHOP =
            """
            rollcall:
              upstreams:
                shop: {url: "http://127.0.0.1:9"}
              routes:
                orders:
                  path: /api/orders/**
                  methods: [GET, POST]
                  access: permission:org:orders:read
                  upstream: shop
                  identity: required
            """;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /api/orgs anonymous | refused 401 session_missing",
                "GET /api/orgs session | granted by identity with identity",
                "GET /api/orgs?x=1 session | granted by identity with identity",
                "DELETE /api/orgs session | refused 405 method_not_allowed",
                "TRACE /api/orgs session | refused 501 method_unknown",
                "GET /api//orgs session | refused 400 malformed_request",
                "GET /API/orgs session | refused 404 not_found",
                "GET /api/admin/users session | refused 403 role_required, on record",
                "GET /api/admin/users role:admin | granted by identity with identity, on record",
                "GET /api/admin/users role:admin impersonated | refused 403 role_required, on record",
                "GET /api/admin/audit role:compliance | granted by audit with identity, on record",
                "GET /app anonymous | refused 401 session_missing, as a page",
                "POST /api/auth/login anonymous | granted 410 gone, limit address",
                "GET /api/orders/1 session | refused 403 role_required",
                "GET /api/orders/1 org:admin | refused 403 role_required",
                "GET /api/orders/1 permission:org:orders:read | granted by shop with identity",
            })
    void tellsTheVerdictOfEachRequest(String request, String verdict) throws IOException {
        assertEquals(0, run(request, "--routes", file("shop.yml", SHOP)));

        assertEquals(request + "  " + verdict + "\n", output());
    }

    @Test
    void tellsWhereAnotherTableDiffers() throws IOException {
        String stricter = SHOP.replace("GET, POST", "GET").replace("orders:read", "orders:write");
        String requests =
                """
                # what the shop's front end asks for
                GET  /api/orders/1  permission:org:orders:read

                POST /api/orders/1  anonymous
                GET  /api/orgs      session
                """;

        int exitCode =
                run(
                        requests,
                        "--routes",
                        file("shop.yml", SHOP),
                        "--against",
                        file("stricter.yml", stricter));

        assertEquals(1, exitCode);
        List<String> lines = output().lines().toList();
        assertEquals(6, lines.size());
        assertTrue(lines.get(1).endsWith("refused 403 role_required"), output());
        assertTrue(lines.get(3).endsWith("refused 405 method_not_allowed"), output());
        assertEquals("3 requests, 2 differ.", lines.get(5));
    }

    @Test
    void aDifferenceInTermsIsOneToo() throws IOException {
        String slower = SHOP + "      timeout: 20s\n      without-feed: refuse\n";
        String request = "GET /api/orders/1 permission:org:orders:read";

        int exitCode =
                run(
                        request,
                        "--routes",
                        file("slower.yml", slower),
                        "--against",
                        file("shop.yml", SHOP));

        assertEquals(1, exitCode);
        assertTrue(output().contains("identity, timeout 20000ms, without-feed refuse\n"), output());
    }

    @Test
    void theSameTableDoesNotDiffer() throws IOException {
        String shop = file("shop.yml", SHOP);

        assertEquals(0, run("GET /api/orders/1 session", "--routes", shop, "--against", shop));

        assertTrue(output().endsWith("1 requests, 0 differ.\n"), output());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /api/orgs | line 1 is method, target and who",
                "GET /api/orgs somebody | line 1 names who as",
                "GET /api/orgs anonymous role:admin | line 1 names who as",
                "GET /api/orgs role:admin role:member | line 1 names who as",
                "GET /api/orgs role: | line 1 names who as",
                "# nothing | holds no request",
            })
    void aFaultInTheRequestsNamesFileAndLine(String request, String fault) {
        CheckFault refused = assertThrows(CheckFault.class, () -> run(request));

        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("requests.txt"), message);
        assertTrue(message.contains(fault), message);
    }

    @Test
    void aFaultInTheTableNamesFileAndLine() throws IOException {
        String routes = file("shop.yml", SHOP.replace("identity: required", "identity: maybe"));

        CheckFault refused =
                assertThrows(
                        CheckFault.class, () -> run("GET /api/orgs session", "--routes", routes));

        String message = String.valueOf(refused.getMessage());
        assertTrue(
                message.startsWith("rollcall.routes.orders.identity is required or none"), message);
        assertTrue(message.endsWith("shop.yml, line 10)."), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "- a", "just text", "rollcall: [", "\u0000"})
    void aTableThatIsNoneIsAFault(String text) throws IOException {
        String routes = file("broken.yml", text);

        CheckFault refused =
                assertThrows(
                        CheckFault.class, () -> run("GET /api/orgs session", "--routes", routes));

        assertTrue(String.valueOf(refused.getMessage()).contains("broken.yml"));
    }

    @Test
    void whatCannotBeReadOrAskedIsSaid() throws IOException {
        assertFault("Cannot read none.yml", "--routes", "none.yml");
        assertFault("ROLLCALL_TOKEN is not set", "--gateway", "http://127.0.0.1:9");
        assertFault("usage", "--routes");
        assertFault("usage", "--port", "1");
        assertFault("usage", "--gateway", "http://127.0.0.1:9", "--against", "a.yml");
        assertThrows(CheckFault.class, () -> process(Map.of()).run(List.of()));
        Map<String, String> token = Map.of("ROLLCALL_TOKEN", "x");
        String requests = file("requests.txt", "GET / anonymous");
        for (String gateway :
                List.of("http://127.0.0.1:1", "nonsense", "ftp://127.0.0.1", "", "http://a b")) {
            assertThrows(
                    CheckFault.class,
                    () -> process(token).run(List.of(requests, "--gateway", gateway)));
        }
    }

    @Test
    void theTokenIsNotSentInClearToAnotherMachine() throws IOException {
        String requests = file("requests.txt", "GET / anonymous");
        CheckProcess process = process(Map.of("ROLLCALL_TOKEN", "x"));

        CheckFault refused =
                assertThrows(
                        CheckFault.class,
                        () -> process.run(List.of(requests, "--gateway", "http://example.com")));

        assertTrue(
                String.valueOf(refused.getMessage()).contains("neither https nor on this machine"));
    }

    @Test
    void whatIsForARecordingIsRefusedForWrittenRequests() {
        assertFault("--as and --host are for a recording", "--as", "role:admin");
        assertFault("--as and --host are for a recording", "--host", "localhost");
        assertFault("--as names who as", "--as", "somebody");
    }

    private void assertFault(String fault, String... options) {
        CheckFault refused =
                assertThrows(CheckFault.class, () -> run("GET /api/orgs session", options));

        assertTrue(String.valueOf(refused.getMessage()).startsWith(fault), refused::getMessage);
    }

    private int run(String requests, String... options) throws IOException {
        Stream<String> file = Stream.of(file("requests.txt", requests));
        return process(Map.of()).run(Stream.concat(file, Arrays.stream(options)).toList());
    }

    private CheckProcess process(Map<String, String> environment) {
        return new CheckProcess(
                environment, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
