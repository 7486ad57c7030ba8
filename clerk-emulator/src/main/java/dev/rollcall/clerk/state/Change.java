package dev.rollcall.clerk.state;

import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of the state, and the events it causes. Whoever makes it checks everything before the
 * first write, for there is no way back. Used by one thread, while {@link ClerkState} holds its
 * lock.
 */
public final class Change {

    private final Tables tables;
    private final String instanceId;
    private final long now;
    private final Caller caller;
    private final List<Message> emitted = new ArrayList<>();

    /** The request that caused the change, as Clerk tells it in the event; empty for a server's. */
    public record Caller(String ip, String userAgent) {
        public static final Caller SERVER = new Caller("", "");
    }

    Change(Tables tables, String instanceId, long now, Caller caller) {
        this.tables = tables;
        this.instanceId = instanceId;
        this.now = now;
        this.caller = caller;
    }

    public Tables tables() {
        return tables;
    }

    /** Milliseconds since the epoch, later than in every change before. */
    public long now() {
        return now;
    }

    public String instanceId() {
        return instanceId;
    }

    public void put(Kind kind, Document row) {
        tables.put(kind, row);
    }

    /** Puts it with a new {@code updated_at}, and returns it. */
    public Document update(Kind kind, Document row) {
        Document updated = row.with("updated_at", Math.max(now, row.number("updated_at") + 1));
        tables.put(kind, updated);
        return updated;
    }

    public void remove(Kind kind, String id) {
        tables.remove(kind, id);
    }

    /** Makes the message that tells of the change, in Clerk's envelope. */
    public void emit(String type, Document data, @Nullable String userId) {
        Document event =
                Document.of(
                        "type",
                        type,
                        "object",
                        "event",
                        "data",
                        data,
                        "timestamp",
                        now,
                        "instance_id",
                        instanceId,
                        "event_attributes",
                        Document.of(
                                "http_request",
                                Document.of(
                                        "client_ip",
                                        caller.ip(),
                                        "user_agent",
                                        caller.userAgent())));
        emitted.add(
                new Message(
                        Ids.next("msg_"),
                        type,
                        data.id(),
                        userId,
                        Json.text(event),
                        Message.Progress.PENDING,
                        List.of(),
                        now));
    }

    List<Message> emitted() {
        return emitted;
    }
}
