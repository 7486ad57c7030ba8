package dev.rollcall.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Calls of identity-service as webhook-service makes them, each with a batch of events: of ten, six
 * people are new, three change and one is deleted. Whoever is touched is left alone for {@value
 * #CALLS_APART} calls, so that calls under way at once do not meet. Used by one thread.
 */
final class EventBatches implements Requests {

    private static final String UPDATED_AT = "\"updated_at\":";

    private static final int CALLS_APART = 100;

    private final RandomText random = new RandomText();
    private final Deque<String> people = new ArrayDeque<>();
    private final Deque<List<String>> touched = new ArrayDeque<>();
    private final Options options;
    private final EventTemplate template;
    private final ServiceToken token;
    private long stamp = System.currentTimeMillis();

    EventBatches(Options options) throws IOException, GeneralSecurityException {
        this.options = options;
        this.template = EventTemplate.read(options.template());
        this.token =
                new ServiceToken(
                        options.secrets().resolve("webhook.1.jwk"), "webhook", "identity");
    }

    @Override
    public int eventsEach() {
        return options.batch();
    }

    @Override
    public ByteBuffer next() throws GeneralSecurityException {
        touched.addLast(new ArrayList<>());
        if (touched.size() > CALLS_APART) {
            people.addAll(touched.removeFirst());
        }
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < options.batch(); i++) {
            events.append(i == 0 ? "{\"events\":[" : ",").append(event(i % 10));
        }
        byte[] body = events.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        String head =
                "POST /internal/events HTTP/1.1\r\nhost: "
                        + options.door().getAuthority()
                        + "\r\ncontent-type: application/json\r\ncontent-length: "
                        + body.length
                        + "\r\nauthorization: Bearer "
                        + token.at(System.currentTimeMillis() / 1000)
                        + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(start.length + body.length).put(start).put(body).flip();
    }

    private String event(int turn) {
        stamp++;
        if (turn < 6 || people.isEmpty()) {
            String user = "user_" + options.tag() + random.id();
            touched.getLast().add(user);
            return delivery("user.created", payload(user));
        }
        String user = people.removeFirst();
        if (turn < 9) {
            touched.getLast().add(user);
            return delivery("user.updated", payload(user));
        }
        return delivery(
                "user.deleted",
                "{\"data\":{\"id\":\"" + user + "\",\"deleted\":true},\"timestamp\":" + stamp + '}');
    }

    /** The person's own stamp stands last among those of their parts. */
    private String payload(String user) {
        String text = new String(template.of(user), StandardCharsets.UTF_8);
        int own = text.lastIndexOf(UPDATED_AT) + UPDATED_AT.length();
        int end = text.indexOf(',', own);
        return text.substring(0, own) + stamp + text.substring(end);
    }

    private String delivery(String type, String payload) {
        return "{\"messageId\":\"msg_"
                + random.id()
                + "\",\"type\":\""
                + type
                + "\",\"receivedAt\":\""
                + Instant.ofEpochMilli(stamp)
                + "\",\"payload\":\""
                + payload.replace("\\", "\\\\").replace("\"", "\\\"")
                + "\"}";
    }
}
