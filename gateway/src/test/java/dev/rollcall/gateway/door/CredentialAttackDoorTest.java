package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rollcall.gateway.door.Wire.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A genuine token, or none, in a place or a spelling that does not count. */
class CredentialAttackDoorTest {

    private static final String PATH = "/api/sample/x";

    private static final Siege SIEGE = new Siege(Map.of());

    @AfterAll
    static void close() {
        SIEGE.close();
    }

    @BeforeEach
    void forget() {
        SIEGE.door.forget();
        SIEGE.log.forget();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/auth/profile",
        "POST,/api/auth/sync-user",
        "GET,/api/admin/audit?subject=u",
        "GET,/api/orgs",
        "GET,/api/orgs/org_1",
        "GET,/api/orgs/org_1/members",
        "GET,/api/admin/decisions/x",
        "GET,/api/admin/routes",
        "GET,/api/admin/users",
        "DELETE,/api/admin/users/u",
        "GET,/api/admin/orgs",
        "POST,/api/admin/reconciliation-runs",
        "GET,/api/admin/reconciliation-runs/r",
        "POST,/api/admin/webhooks/w",
        "GET,/api/sample/x",
    })
    void g01NoTokenOnAnyRoute(String method, String target) {
        Reply reply = SIEGE.refused(401, "session_missing", method, target);

        assertEquals("Bearer", reply.header("www-authenticate"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer  %s",
                "Basic x",
                "Basic %s",
                "bearer%s",
                "BEARER\t%s",
                "%s",
                "Bearer %s, Bearer %s",
                "Bearer a, Bearer %s",
                "Token %s",
            })
    void g02AnotherSpellingOfTheScheme(String authorization) {
        Reply reply =
                SIEGE.refused(
                        401,
                        "token_invalid",
                        "GET",
                        PATH,
                        "Authorization: " + authorization.replace("%s", SIEGE.door.token("grace")));

        assertEquals("Bearer", reply.header("www-authenticate"));
    }

    @Test
    void g02TwoLinesAndALongOne() {
        String bearer = SIEGE.door.bearer("grace");

        SIEGE.refused(400, "malformed_request", "GET", PATH, bearer, bearer);
        SIEGE.refused(
                431,
                "headers_too_large",
                "GET",
                PATH,
                "Authorization: Bearer " + "a".repeat(1 << 16));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Proxy-Authorization", "X-Authorization", "X-User-Id", "Authorization_"})
    void g31ATokenInAnotherHeader(String name) {
        SIEGE.refused(
                401,
                "session_missing",
                "GET",
                PATH,
                name + ": Bearer " + SIEGE.door.token("grace"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "token", "__session", "Authorization"})
    void g31ATokenInTheQuery(String name) {
        Reply reply =
                SIEGE.refused(
                        401,
                        "session_missing",
                        "GET",
                        PATH + '?' + name + '=' + SIEGE.door.token("grace"));

        assertEquals("Bearer", reply.header("www-authenticate"));
        assertFalse(SIEGE.log.text().contains("eyJ"), SIEGE.log::text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-A: b",
                "Origin: https://evil.example",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: none",
                "Referer: http://127.0.0.1:8080/",
            })
    void g31ACookieOfAnotherOrigin(String origin) {
        SIEGE.refused(
                401,
                "session_missing",
                "GET",
                PATH,
                "Cookie: __session=" + SIEGE.door.token("grace"),
                origin);
    }
}
