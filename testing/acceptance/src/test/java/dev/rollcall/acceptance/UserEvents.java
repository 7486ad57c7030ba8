package dev.rollcall.acceptance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.testing.ClerkEvents;
import java.io.IOException;

/** Clerk's event about a user, as its example has it, of somebody else at another time. */
final class UserEvents {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private UserEvents() {}

    static String body(String type, String userId, long updatedMs, String firstName) {
        try {
            ObjectNode event = (ObjectNode) JSON.readTree(ClerkEvents.body("user.created"));
            event.put("type", type).put("timestamp", updatedMs);
            ObjectNode user = (ObjectNode) event.path("data");
            user.put("id", userId).put("first_name", firstName).put("updated_at", updatedMs);
            return event.toString();
        } catch (IOException ourOwnFile) {
            throw new AssertionError(ourOwnFile);
        }
    }
}
