package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.acceptance.Emulator.Person;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A1, A2 and A3: who gets in where. */
class AccessIT {

    private static final Map<String, String> HTML = Map.of("Accept", "text/html");

    private final RunningStack stack = RunningStack.get();

    @ParameterizedTest
    @ValueSource(strings = {"/api/auth/profile", "/api/admin/audit", "/api/sample/me"})
    void a1AnApiRouteWithoutASessionIs401(String path) {
        Reply reply = stack.gateway().send("GET", path, HTML, "");

        assertEquals(401, reply.status(), reply.toString());
        assertEquals("session_missing", reply.code());
        assertEquals("application/problem+json", reply.header("Content-Type").orElse(""));
    }

    @Test
    void a1APageWithoutASessionGoesToLogin() {
        Reply reply = stack.gateway().send("GET", "/app", HTML, "");

        assertEquals(303, reply.status(), reply.toString());
        assertEquals("/login?next=/app", reply.header("Location").orElse("").replace("%2F", "/"));
    }

    @Test
    void a1ThePageOfASignedInPersonIsServed() {
        String cookie = "__session=" + stack.clerk().token("grace");

        assertEquals(200, page("/app", cookie).status());
    }

    @Test
    void a1TheSignedInWithoutTheRoleGoToAppWithANotice() {
        Reply reply = page("/admin", "__session=" + stack.clerk().token("grace"));

        assertEquals(303, reply.status(), reply.toString());
        assertTrue(
                reply.header("Location").orElse("").startsWith("/app?notice="), reply.toString());
    }

    @Test
    void a1AnExpiredCookieRenewsInPlace() {
        long past = Instant.now().getEpochSecond() - 120;
        Map<String, Object> claims = Map.of("iat", past, "nbf", past, "exp", past + 60);
        String expired = stack.clerk().token("grace", claims);

        Reply reply = page("/app", "__session=" + expired);

        assertEquals(200, reply.status(), reply.toString());
        assertTrue(reply.response().body().contains("clerk.browser.js"), reply.toString());
        assertFalse(reply.response().body().contains("grace"), reply.toString());
    }

    @Test
    void a1AnUnknownRouteIs404BeforeAnyTokenIsRead() {
        assertEquals("not_found", stack.gateway().get("/api/nothing", null).code());
        assertEquals("not_found", stack.gateway().get("/api/nothing", "nonsense").code());
    }

    @Test
    void a1WhatATableWouldChangeIsKnownBeforeItIsUsed(@TempDir Path folder) throws IOException {
        Path requests =
                Files.writeString(
                        folder.resolve("requests.txt"),
                        "GET /api/orgs anonymous\nGET /api/admin/users session\n");
        Path routes =
                Files.writeString(
                        folder.resolve("routes.yml"), "rollcall.routes.orgs.acces: public\n");
        Launcher launcher =
                new Launcher(stack.home()).with("ROLLCALL_TOKEN", stack.clerk().token("ada"));

        Launcher.Result same =
                launcher.run(
                        "gateway",
                        "check",
                        requests.toString(),
                        "--gateway",
                        stack.gateway().base());
        Launcher.Result broken =
                launcher.run(
                        "gateway", "check", requests.toString(), "--routes", routes.toString());

        assertEquals(0, same.exitCode(), same.output());
        assertTrue(same.output().contains("refused 401 session_missing"), same.output());
        assertTrue(same.output().contains("2 requests, 0 differ."), same.output());
        assertEquals(2, broken.exitCode(), broken.output());
        assertTrue(broken.output().contains("routes.yml, line 1)"), broken.output());
    }

    @Test
    void a2AdminRoutesNeedTheRoleAndLeaveEvidenceEitherWay() {
        Person member = stack.newPerson();

        Reply refused = stack.gateway().get("/api/admin/audit", member.token());
        Reply granted =
                stack.gateway()
                        .get(
                                "/api/admin/audit?subject=" + member.userId(),
                                stack.clerk().token("ada"));

        assertEquals(403, refused.status(), refused.toString());
        assertEquals("role_required", refused.code());
        assertEquals(200, granted.status(), granted.toString());
        await().atMost(BOUND).until(() -> trail(member).contains("access.refused"));
        assertTrue(
                stack.gateway()
                        .get("/api/admin/audit", stack.clerk().token("ada"))
                        .response()
                        .body()
                        .contains("access.granted"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/admin/audit",
                "/api//admin/audit",
                "/api/admin/./audit",
                "/api/x/../admin/audit",
                "/api/%61dmin/audit",
                "/api/admin%2faudit",
                "/api/%2e%2e/api/admin/audit",
                "/api/admin;/audit",
                "/api/admin/audit;x=1",
                "/api\\admin\\audit",
                "/API/ADMIN/audit",
                "/api/admin/audit/",
                "/api/admin/audit%00",
                "/api/sample/..;/admin/audit"
            })
    void a2PathTricksGetNowhere(String path) throws IOException {
        String member = stack.clerk().token("grace");

        String status = raw("GET " + path + " HTTP/1.1", member);

        assertTrue(List.of("400", "404").contains(status), path + " gave " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity /api/admin/users",
                "identity /internal/resolve",
                "webhook /api/admin/webhooks/events",
                "audit /api/admin/audit",
                "audit /internal/records",
                "sample /api/sample/me",
            })
    void a2AServicesOwnPortTakesNobodysWord(String route) {
        String[] parts = route.split(" ", -1);
        Door port = new Door("http://127.0.0.1:" + stack.port(parts[0]));
        String admin = stack.clerk().token("ada");
        for (String method : List.of("GET", "POST")) {
            for (String token : List.of(admin, "nonsense")) {
                Reply reply =
                        port.send(
                                method,
                                parts[1],
                                Map.of(
                                        "Authorization", "Bearer " + token,
                                        "X-Rollcall-Identity", admin,
                                        "X-User-Id", "ada",
                                        "X-Org-Role", "admin",
                                        "X-Forwarded-For", "127.0.0.1"),
                                method.equals("POST") ? "{}" : "");

                assertEquals(401, reply.status(), reply.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "signup", "user", "google"})
    void a3FormerEndpointsAreGoneAndSayWhatToUse(String name) {
        for (String method : List.of("GET", "POST")) {
            Reply reply = stack.gateway().send(method, "/api/auth/" + name, Map.of(), "");

            assertEquals(410, reply.status(), reply.toString());
            assertEquals("gone", reply.code());
            assertFalse(reply.json().path("detail").asText().isBlank());
        }
    }

    private String trail(Person person) {
        return stack.gateway()
                .get("/api/admin/audit?subject=" + person.userId(), stack.clerk().token("ada"))
                .response()
                .body();
    }

    private Reply page(String path, String cookie) {
        return stack.gateway()
                .send("GET", path, Map.of("Accept", "text/html", "Cookie", cookie), "");
    }

    /** Sends a request line as it is, which no HTTP client would, and returns the status. */
    private String raw(String requestLine, String token) throws IOException {
        URI base = URI.create(stack.gateway().base());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout((int) BOUND.toMillis());
            String request =
                    requestLine
                            + "\r\nHost: "
                            + base.getAuthority()
                            + "\r\nAuthorization: Bearer "
                            + token
                            + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.length() > 12 ? answer.substring(9, 12) : "nothing";
        }
    }
}
