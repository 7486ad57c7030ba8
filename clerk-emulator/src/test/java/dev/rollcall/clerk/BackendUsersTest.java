package dev.rollcall.clerk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.clerk.RunningEmulator.Answer;
import dev.rollcall.clerk.json.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
final class BackendUsersTest {

    private final RunningEmulator emulator;

    BackendUsersTest(@TempDir Path folder) {
        emulator = RunningEmulator.start(folder);
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    @Test
    void wantsTheSecretKey() {
        Answer without = emulator.call("GET", "/v1/users", "");
        Answer wrong = emulator.call("GET", "/v1/users", "", "Authorization", "Bearer sk_test_x");

        assertEquals(401, without.status());
        assertEquals("authorization_header_format_invalid", without.errorCode());
        assertEquals("clerk_key_invalid", wrong.errorCode());
        assertFalse(wrong.header("date").isEmpty());
        assertEquals(wrong.header("clerk-trace-id"), wrong.json().text("clerk_trace_id"));
    }

    @Test
    void answersInTheVeryContentTypeThatClerksLibraryCompares() {
        assertEquals("application/json", emulator.get("/v1/users").header("content-type"));
    }

    @Test
    void createsAndShowsAUser() {
        Answer created =
                emulator.post(
                        "/v1/users",
                        "{\"email_address\":[\"New@Example.com\"],\"first_name\":\"New\","
                                + "\"password\":\"a long one\",\"skip_password_checks\":true,"
                                + "\"external_id\":\"ext-1\",\"public_metadata\":{\"plan\":\"x\"}}");

        Document shown = emulator.get("/v1/users/" + created.json().id()).json();

        assertEquals(200, created.status());
        assertEquals(created.json().fields(), shown.fields());
        Document email = shown.objects("email_addresses").getFirst();
        assertEquals("new@example.com", email.text("email_address"));
        assertEquals(email.id(), shown.text("primary_email_address_id"));
        assertTrue(shown.flag("password_enabled"));
        assertEquals(Map.of("plan", "x"), shown.object("public_metadata").fields());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"email_address\":[\"nonsense\"]}|422|form_param_format_invalid",
                "{\"email_address\":[\"ada@example.com\"]}|422|form_identifier_exists",
                "{\"email_address\":[7]}|422|form_param_format_invalid",
                "{\"first_name\":\"nobody\"}|422|form_data_missing",
                "{\"email_address\":[\"q@example.com\"],\"colour\":1}|422|form_param_unknown",
                "{\"username\":\"ada\"}|422|form_identifier_exists",
                "{\"username\":\"u1\",\"public_metadata\":[]}|422|form_param_format_invalid",
                "{\"username\":\"u1\",\"first_name\":\"\\ud800\"}|400|request_body_invalid",
                "{\"username\":\"u1\",\"username\":\"u2\"}|400|request_body_invalid",
                "[]|400|request_body_invalid",
                "{\"a\":|400|request_body_invalid"
            })
    void refusesNonsense(String body, int status, String code) {
        Answer refused = emulator.post("/v1/users", body);

        assertEquals(status, refused.status());
        assertEquals(code, refused.errorCode());
    }

    @Test
    void answers404ForAnUnknownUser() {
        for (String method : List.of("GET", "PATCH", "DELETE")) {
            Answer missing = emulator.api(method, "/v1/users/user_unknown", "");

            assertEquals(404, missing.status());
            assertEquals("resource_not_found", missing.errorCode());
        }
    }

    @Test
    void refusesABodyOfMoreThanAMebibyte() {
        Answer refused = emulator.post("/v1/users", "{\"a\":\"" + "x".repeat(1 << 20) + "\"}");

        assertEquals(413, refused.status());
    }

    @Test
    void refusesAnAddressThatIsNoneAtAll() throws IOException {
        assertEquals("HTTP/1.1 400 Bad Request", emulator.raw("GET /v1/users/%zz HTTP/1.1"));
        assertEquals("HTTP/1.1 400 Bad Request", emulator.raw("GET /v1/users?limit=%z HTTP/1.1"));
    }

    @Test
    void movesUpdatedAtWithEachChange() {
        String path = "/v1/users/" + emulator.signUp("moves@example.com").text("userId");
        long before = emulator.get(path).json().number("updated_at");

        for (int i = 0; i < 5; i++) {
            long after =
                    emulator.api("PATCH", path, "{\"first_name\":\"Same\"}")
                            .json()
                            .number("updated_at");
            assertTrue(after > before);
            before = after;
        }
    }

    @Test
    void mergesAndReplacesMetadata() {
        String path =
                "/v1/users/" + emulator.signUp("meta@example.com").text("userId") + "/metadata";
        emulator.api("PATCH", path, "{\"public_metadata\":{\"a\":{\"b\":1,\"c\":2},\"d\":3}}");

        Document merged =
                emulator.api("PATCH", path, "{\"public_metadata\":{\"a\":{\"b\":null},\"e\":4}}")
                        .json();
        Document replaced = emulator.api("PUT", path, "{\"public_metadata\":{\"f\":5}}").json();

        assertEquals(
                Map.of("a", Map.of("c", 2L), "d", 3L, "e", 4L),
                merged.object("public_metadata").fields());
        assertEquals(Map.of("f", 5L), replaced.object("public_metadata").fields());
    }

    @Test
    void takesMetadataInAnUpdateOnlyBeforeItMoved() {
        String path = "/v1/users/" + emulator.signUp("versions@example.com").text("userId");
        String body = "{\"public_metadata\":{\"role\":\"x\"}}";
        String bearer = "Bearer " + RunningEmulator.SECRET_KEY;

        Answer old =
                emulator.call(
                        "PATCH",
                        path,
                        body,
                        "Authorization",
                        bearer,
                        "Clerk-API-Version",
                        "2025-11-10");
        Answer now =
                emulator.call(
                        "PATCH",
                        path,
                        body,
                        "Authorization",
                        bearer,
                        "Clerk-API-Version",
                        "2026-05-12");

        assertEquals(200, old.status());
        assertEquals("form_param_unknown", now.errorCode());
    }

    @Test
    void walksAllUsersByCursorAndByOffset() {
        for (int i = 0; i < 12; i++) {
            emulator.signUp("walk" + i + "@example.com");
        }
        long total = emulator.get("/v1/users/count").json().number("total_count");

        List<String> byCursor = new ArrayList<>();
        List<Document> page = emulator.get("/v1/users?limit=5").array();
        while (!page.isEmpty()) {
            page.forEach(it -> byCursor.add(it.id()));
            page = emulator.get("/v1/users?limit=5&starting_after=" + byCursor.getLast()).array();
        }
        List<String> byOffset = new ArrayList<>();
        for (int offset = 0; offset < total; offset += 5) {
            emulator.get("/v1/users?limit=5&offset=" + offset)
                    .array()
                    .forEach(it -> byOffset.add(it.id()));
        }

        assertEquals(total, byCursor.size());
        assertEquals(total, new HashSet<>(byCursor).size());
        assertEquals(byCursor, byOffset);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=501",
        "limit=0",
        "limit=x",
        "offset=-1",
        "order_by=colour",
        "banned=maybe",
        "starting_after=user_x&order_by=-updated_at",
        "created_at_after=yesterday"
    })
    void refusesAQueryThatMakesNoSense(String query) {
        Answer refused = emulator.get("/v1/users?" + query);

        assertTrue(refused.status() == 422 || refused.status() == 404, refused.body());
    }

    @Test
    void findsByIdNameAndAddress() {
        Document made = emulator.signUp("findme@example.com");
        String id = made.text("userId");

        assertEquals(List.of(id), ids("user_id=" + id));
        assertEquals(List.of(id), ids("email_address=findme@example.com"));
        assertEquals(List.of(id), ids("query=FINDME"));
        assertFalse(ids("user_id=-" + id + "&limit=500").contains(id));
        assertEquals(2, ids("username=ada&username=grace").size());
        assertEquals(List.of(), ids("banned=true&user_id=" + id));
    }

    @Test
    void ordersByTheWantedField() {
        List<Document> ordered = emulator.get("/v1/users?order_by=-updated_at&limit=500").array();

        for (int i = 1; i < ordered.size(); i++) {
            assertTrue(
                    ordered.get(i - 1).number("updated_at") >= ordered.get(i).number("updated_at"));
        }
    }

    @Test
    void bansAndUnbans() {
        Document made = emulator.signUp("ban@example.com");
        String path = "/v1/users/" + made.text("userId");

        assertTrue(emulator.post(path + "/ban", "").json().flag("banned"));
        assertEquals(
                "revoked",
                emulator.get("/v1/sessions/" + made.text("sessionId")).json().text("status"));
        assertEquals(
                "user_banned",
                emulator.post("/v1/sessions", "{\"user_id\":\"" + made.text("userId") + "\"}")
                        .errorCode());
        assertFalse(emulator.post(path + "/unban", "").json().flag("banned"));
        assertTrue(emulator.post(path + "/lock", "").json().flag("locked"));
        assertFalse(emulator.post(path + "/unlock", "").json().flag("locked"));
    }

    @Test
    void forgetsADeletedUser() {
        Document made = emulator.signUp("delete@example.com");

        Document deleted = emulator.api("DELETE", "/v1/users/" + made.text("userId"), "").json();

        assertTrue(deleted.flag("deleted"));
        assertEquals(404, emulator.get("/v1/users/" + made.text("userId")).status());
        assertEquals(404, emulator.get("/v1/sessions/" + made.text("sessionId")).status());
    }

    private List<String> ids(String query) {
        return emulator.get("/v1/users?" + query).array().stream().map(Document::id).toList();
    }
}
