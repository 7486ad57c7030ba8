package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.acceptance.Emulator.Person;
import dev.rollcall.testing.ClerkEvents;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A6: whoever belongs to one organisation reads nothing of another. */
class TenantIT {

    private final RunningStack stack = RunningStack.get();
    private final Person ada = stack.newPerson();
    private final Person bob = stack.newPerson();

    @Test
    void a6EachReadsTheirOwnOrganisationAndNoOther() {
        String adas = join(ada, "org:admin");
        String bobs = join(bob, "org:member");

        Reply own = get(ada, "/api/orgs/" + adas);
        Reply members = get(ada, "/api/orgs/" + adas + "/members");
        Reply foreign = get(ada, "/api/orgs/" + bobs);
        Reply foreignMembers = get(ada, "/api/orgs/" + bobs + "/members");
        Reply missing = get(ada, "/api/orgs/" + UUID.randomUUID());

        assertEquals(200, own.status(), own.toString());
        assertEquals("admin", own.json().path("role").asText());
        assertEquals(1, members.json().path("members").size(), members.toString());
        assertEquals(404, foreign.status(), foreign.toString());
        assertEquals(withoutRequestId(missing), withoutRequestId(foreign));
        assertEquals(withoutRequestId(missing), withoutRequestId(foreignMembers));
        assertFalse(get(ada, "/api/orgs").response().body().contains(bobs));
    }

    @Test
    void a6AddressesAreShownToAdministratorsOfTheOrganisationOnly() {
        String adas = join(ada, "org:admin");
        String bobs = join(bob, "org:member");

        String forAda = get(ada, "/api/orgs/" + adas + "/members").response().body();
        String forBob = get(bob, "/api/orgs/" + bobs + "/members").response().body();

        assertTrue(forAda.contains("@example.com"), forAda);
        assertFalse(forBob.contains("@example.com"), forBob);
    }

    @Test
    void a6WithoutASessionNobodyReadsAnything() {
        assertEquals("session_missing", stack.gateway().get("/api/orgs", null).code());
        assertEquals("not_found", stack.gateway().get("/api/orgs/", ada.token()).code());
    }

    /** Makes an organisation with one member, as Clerk tells it; its local id. */
    private String join(Person person, String role) {
        String suffix = UUID.randomUUID().toString().replace("-", "");
        String clerkId = "org_" + suffix;
        stack.clerk()
                .send(
                        ClerkEvents.body("organizationMembership.created")
                                .replace("orgmem_32QdswL8v0jNugeGpHaPQjjCLJj", "orgmem_" + suffix)
                                .replace("org_3hiQR6jmRw4IpsCRYZk7lWetR8B", clerkId)
                                .replace("user_3jZQapSbKpCYgW3e56ue4XnhY01", person.userId())
                                .replace("org:admin", role));
        return await().atMost(BOUND).until(() -> localId(person, clerkId), it -> !it.isEmpty());
    }

    private String localId(Person person, String clerkId) {
        for (JsonNode org : get(person, "/api/orgs").json().path("orgs")) {
            if (org.path("clerkId").asText().equals(clerkId)) {
                return org.path("id").asText();
            }
        }
        return "";
    }

    /** With a fresh token: the first one lives for a minute only. */
    private Reply get(Person person, String path) {
        return stack.gateway().get(path, stack.clerk().token(person.userId()));
    }

    private static String withoutRequestId(Reply reply) {
        return reply.response().body().replaceAll("\"requestId\":\"[^\"]+\"", "");
    }
}
