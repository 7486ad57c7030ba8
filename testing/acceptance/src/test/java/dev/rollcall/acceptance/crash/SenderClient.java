package dev.rollcall.acceptance.crash;

import dev.rollcall.testing.ClerkEvents;
import java.util.UUID;

/**
 * Sends signed webhooks as Clerk's sender does: the same message until it is acknowledged. Every
 * fifth goes out once more after that; some are of a type nobody knows, some cannot be used.
 */
final class SenderClient implements Client {

    private static final String EXAMPLE_USER = "user_3jZQapSbKpCYgW3e56ue4XnhY01";
    private static final String CREATED = ClerkEvents.body("user.created");
    private static final String UNKNOWN_TYPE = ClerkEvents.body("unknown.future-type");
    private static final String UNUSABLE = "[]";

    private final SignedPost post;
    private int messages;
    private String message = "";
    private String body = "";
    private int copies;

    SenderClient(RecordingClient http, byte[] secret) {
        this.post = new SignedPost(http, secret);
    }

    @Override
    public Operation step() {
        if (copies == 0) {
            next();
        }
        Operation sent = post.send(message, body);
        if (sent.isOk()) {
            copies--;
        }
        return sent;
    }

    private void next() {
        messages++;
        message = "msg_" + random();
        body =
                switch (messages % 10) {
                    case 3 -> UNKNOWN_TYPE;
                    case 7 -> UNUSABLE;
                    default -> CREATED.replace(EXAMPLE_USER, "user_" + random());
                };
        copies = messages % 5 == 0 ? 2 : 1;
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
