package dev.rollcall.clerk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.clerk.RunningEmulator.Answer;
import dev.rollcall.clerk.json.Document;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
final class BackendOrganizationsTest {

    private final RunningEmulator emulator;

    BackendOrganizationsTest(@TempDir Path folder) {
        emulator = RunningEmulator.start(folder);
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    @Test
    void startsWithTheSamplePeopleAndTheirOrganization() {
        Document works = emulator.get("/v1/organizations/example-works").json();

        List<Document> members =
                emulator.get("/v1/organizations/" + works.id() + "/memberships?order_by=created_at")
                        .data();

        assertEquals("Example Works", works.text("name"));
        assertEquals(
                List.of("org:admin", "org:member"),
                members.stream().map(it -> it.text("role")).toList());
        assertEquals(
                List.of("ada", "grace"),
                members.stream()
                        .map(it -> it.object("public_user_data").text("username"))
                        .toList());
    }

    @Test
    void makesTheCreatorItsFirstMember() {
        String ada = emulator.idOf("ada");

        Document made =
                emulator.post(
                                "/v1/organizations",
                                "{\"name\":\"Analytical Engines!\",\"created_by\":\"" + ada + "\"}")
                        .json();

        assertEquals("analytical-engines", made.text("slug"));
        assertEquals(1, made.number("members_count"));
        Document member =
                emulator.get("/v1/organizations/" + made.id() + "/memberships").data().getFirst();
        assertEquals("org:admin", member.text("role"));
        assertEquals(ada, member.object("public_user_data").text("user_id"));
        assertEquals(made.id(), member.object("organization").id());
    }

    @Test
    void addsChangesAndRemovesAMember() {
        String organization = organization("Members Ltd");
        String userId = emulator.signUp("member@example.com").text("userId");
        String path = "/v1/organizations/" + organization + "/memberships";
        String body = "{\"user_id\":\"" + userId + "\",\"role\":\"org:member\"}";

        assertEquals("Member", emulator.post(path, body).json().text("role_name"));
        assertEquals("already_a_member_in_organization", emulator.post(path, body).errorCode());
        Document changed =
                emulator.api("PATCH", path + "/" + userId, "{\"role\":\"org:admin\"}").json();
        assertEquals("org:admin", changed.text("role"));
        assertEquals(
                1,
                emulator.get("/v1/users/" + userId + "/organization_memberships")
                        .json()
                        .number("total_count"));
        assertEquals(200, emulator.api("DELETE", path + "/" + userId, "").status());
        assertEquals(404, emulator.api("DELETE", path + "/" + userId, "").status());
    }

    @Test
    void listsTheMembershipsOfTheWholeInstance() {
        Answer first = emulator.get("/v1/organization_memberships?limit=1&order_by=created_at");
        Answer second =
                emulator.get("/v1/organization_memberships?limit=1&offset=1&order_by=created_at");

        assertTrue(first.json().number("total_count") >= 2);
        assertEquals(1, first.data().size());
        assertFalse(first.data().getFirst().id().equals(second.data().getFirst().id()));
    }

    @Test
    void updatesListsAndDeletes() {
        String id = organization("Passing Concern");
        String userId = emulator.signUp("passing@example.com").text("userId");
        emulator.post(
                "/v1/organizations/" + id + "/memberships",
                "{\"user_id\":\"" + userId + "\",\"role\":\"org:member\"}");

        Document updated =
                emulator.api("PATCH", "/v1/organizations/" + id, "{\"name\":\"Gone Concern\"}")
                        .json();
        List<Document> found =
                emulator.get("/v1/organizations?query=gone&include_members_count=true").data();
        Document deleted = emulator.api("DELETE", "/v1/organizations/" + id, "").json();

        assertEquals("Gone Concern", updated.text("name"));
        assertEquals("passing-concern", updated.text("slug"));
        assertEquals(1, found.getFirst().number("members_count"));
        assertTrue(deleted.flag("deleted"));
        assertEquals("passing-concern", deleted.text("slug"));
        assertEquals(404, emulator.get("/v1/organizations/" + id).status());
        assertEquals(
                0,
                emulator.get("/v1/users/" + userId + "/organization_memberships")
                        .json()
                        .number("total_count"));
    }

    @Test
    void refusesNonsense() {
        assertEquals("form_param_missing", emulator.post("/v1/organizations", "{}").errorCode());
        assertEquals(
                "form_identifier_exists",
                emulator.post("/v1/organizations", "{\"name\":\"x\",\"slug\":\"example-works\"}")
                        .errorCode());
        assertEquals(
                "form_param_format_invalid",
                emulator.post(
                                "/v1/organizations/example-works/memberships",
                                "{\"user_id\":\""
                                        + emulator.signUp("role@example.com").text("userId")
                                        + "\",\"role\":\"boss\"}")
                        .errorCode());
        assertEquals(404, emulator.get("/v1/organizations/org_unknown").status());
    }

    @Test
    void listsTheSessionsOfAUser() {
        Document made = emulator.signUp("sessions@example.com");
        String query = "/v1/sessions?user_id=" + made.text("userId");

        assertEquals(made.text("sessionId"), emulator.get(query).array().getFirst().id());
        assertEquals(1, emulator.get(query + "&paginated=true").json().number("total_count"));
        assertEquals(List.of(), emulator.get(query + "&status=revoked").array());
        assertEquals(422, emulator.get("/v1/sessions").status());
    }

    private String organization(String name) {
        return emulator.post("/v1/organizations", "{\"name\":\"" + name + "\"}").json().id();
    }
}
