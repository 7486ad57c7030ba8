package dev.rollcall.clerk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.SignedJWT;
import dev.rollcall.clerk.RunningEmulator.Answer;
import dev.rollcall.clerk.json.Document;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
final class SignInTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BACK = RunningEmulator.APP + "/app?tab=1";

    private final RunningEmulator emulator;

    SignInTest(@TempDir Path folder) {
        emulator = RunningEmulator.start(folder);
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    @Test
    void offersThePeopleAndSaysWhatItIs() {
        Answer page = emulator.call("GET", "/sign-in?redirect_url=" + encoded(BACK), "");

        assertEquals(200, page.status());
        assertTrue(page.body().contains("ada@example.com"));
        assertTrue(page.body().contains("for development and tests only"));
        assertTrue(page.header("content-type").startsWith("text/html"));
    }

    @Test
    void signsInAndGoesBack() throws Exception {
        Answer answer = submit("/sign-in", "identifier=ada&redirect_url=" + encoded(BACK));

        assertEquals(303, answer.status());
        assertEquals(BACK, answer.header("location"));
        SignedJWT token = SignedJWT.parse(cookie(answer, "__session"));
        assertEquals(emulator.idOf("ada"), token.getJWTClaimsSet().getSubject());
        assertEquals(RunningEmulator.APP, token.getJWTClaimsSet().getClaim("azp"));
        assertTrue(cookie(answer, "__client").startsWith("client_"));
        assertFalse(cookie(answer, "__client_uat").isEmpty());
        for (String header : answer.headers().getOrDefault("set-cookie", List.of())) {
            assertTrue(header.contains("SameSite=Lax"));
            assertEquals(header.startsWith("__client="), header.contains("HttpOnly"));
        }
    }

    @Test
    void signsSomebodyUp() {
        Answer answer =
                submit(
                        "/sign-up",
                        "email=page%40example.com&first_name=Pat&last_name=&redirect_url="
                                + encoded(BACK));

        assertEquals(303, answer.status());
        Document user = emulator.get("/v1/users?email_address=page@example.com").array().getFirst();
        assertEquals("Pat", user.text("first_name"));
    }

    @Test
    void showsTheFaultOnThePage() {
        Answer unknown = submit("/sign-in", "identifier=%3Cb%3Enobody&redirect_url=");
        Answer taken = submit("/sign-up", "email=ada%40example.com&redirect_url=");

        assertEquals(422, unknown.status());
        assertFalse(unknown.body().contains("<b>nobody"));
        assertEquals(422, taken.status());
        assertTrue(taken.body().contains("role=\"alert\""));
    }

    @Test
    void goesNowhereElse() {
        for (String target :
                List.of(
                        "https://evil.example/",
                        "//evil.example",
                        "javascript:alert(1)",
                        "http://127.0.0.1@evil.example/")) {
            Answer refused = submit("/sign-in", "identifier=ada&redirect_url=" + encoded(target));

            assertEquals(422, refused.status(), target);
        }
    }

    @Test
    void refreshesTheTokenForThePagesOrigin() throws Exception {
        Answer signedIn = submit("/sign-in", "identifier=grace&redirect_url=" + encoded(BACK));
        String cookies = "__client=" + cookie(signedIn, "__client");
        Document client = emulator.call("GET", "/v1/client", "", "Cookie", cookies).json();
        String sessionId = client.object("response").text("last_active_session_id");
        String origin = "http://localhost:3000";

        Answer fresh =
                emulator.call(
                        "POST",
                        "/v1/client/sessions/" + sessionId + "/tokens",
                        "",
                        "Cookie",
                        cookies,
                        "Origin",
                        origin);

        assertEquals(200, fresh.status());
        assertEquals(origin, fresh.header("access-control-allow-origin"));
        assertEquals("true", fresh.header("access-control-allow-credentials"));
        String jwt = fresh.json().text("jwt");
        assertEquals(jwt, cookie(fresh, "__session"));
        assertEquals(origin, SignedJWT.parse(jwt).getJWTClaimsSet().getClaim("azp"));
    }

    @Test
    void givesNoTokenToAnotherBrowserOrAForeignPage() {
        Answer signedIn = submit("/sign-in", "identifier=grace&redirect_url=" + encoded(BACK));
        String cookies = "__client=" + cookie(signedIn, "__client");
        Document client = emulator.call("GET", "/v1/client", "", "Cookie", cookies).json();
        String path =
                "/v1/client/sessions/"
                        + client.object("response").text("last_active_session_id")
                        + "/tokens";

        assertEquals(404, emulator.call("POST", path, "").status());
        assertEquals(
                403,
                emulator.call("POST", path, "", "Cookie", cookies, "Origin", "https://evil.example")
                        .status());
    }

    @Test
    void answersAPreflight() {
        Answer answer =
                emulator.call(
                        "OPTIONS",
                        "/v1/client",
                        "",
                        "Origin",
                        RunningEmulator.APP,
                        "Access-Control-Request-Method",
                        "DELETE");

        assertEquals(204, answer.status());
        assertEquals(RunningEmulator.APP, answer.header("access-control-allow-origin"));
        assertTrue(answer.header("access-control-allow-methods").contains("DELETE"));
    }

    @Test
    void signsOut() {
        Answer signedIn = submit("/sign-in", "identifier=ada&redirect_url=" + encoded(BACK));
        String cookies = "__client=" + cookie(signedIn, "__client");

        Answer signedOut = emulator.call("DELETE", "/v1/client", "", "Cookie", cookies);

        assertEquals("", cookie(signedOut, "__session"));
        Document client = emulator.call("GET", "/v1/client", "", "Cookie", cookies).json();
        assertTrue(client.object("response").fields().isEmpty());
    }

    @Test
    void servesItsScriptWhereClerkDoes() {
        Answer script = emulator.call("GET", "/npm/@clerk/clerk-js@5/dist/clerk.browser.js", "");

        assertEquals(200, script.status());
        assertTrue(script.header("content-type").startsWith("text/javascript"));
        assertTrue(script.body().contains("window.Clerk = Clerk"));
    }

    private Answer submit(String path, String form) {
        return emulator.call("POST", path, form, "Content-Type", FORM);
    }

    private static String cookie(Answer answer, String name) {
        return answer.headers().getOrDefault("set-cookie", List.of()).stream()
                .filter(it -> it.startsWith(name + "="))
                .map(it -> it.substring(name.length() + 1, it.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
