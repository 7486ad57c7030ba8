package dev.rollcall.clerk.state;

import dev.rollcall.clerk.json.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One webhook message and what became of it. Times are milliseconds since the epoch.
 *
 * @param subject the id of the object it is about
 * @param userId the person it is about, where there is one
 * @param payload the body, byte for byte as each attempt sends it
 * @param nextAttemptAt when it is due, while it is pending
 */
public record Message(
        String id,
        String type,
        String subject,
        @Nullable String userId,
        String payload,
        Progress progress,
        List<Attempt> attempts,
        long nextAttemptAt) {

    /** Where a message stands. A failed one has used up its attempts and can be resent by hand. */
    public enum Progress {
        PENDING,
        HELD,
        DELIVERED,
        FAILED,
        DROPPED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The status is 0 where there was no answer. */
    public record Attempt(int status, long at) {}

    public Message {
        attempts = List.copyOf(attempts);
    }

    public boolean undelivered() {
        return progress == Progress.PENDING || progress == Progress.HELD;
    }

    public Message as(Progress next) {
        return new Message(id, type, subject, userId, payload, next, attempts, nextAttemptAt);
    }

    public Message due(long at) {
        return new Message(id, type, subject, userId, payload, Progress.PENDING, attempts, at);
    }

    public Message tried(Attempt attempt) {
        List<Attempt> next = new ArrayList<>(attempts);
        next.add(attempt);
        return new Message(id, type, subject, userId, payload, progress, next, nextAttemptAt);
    }

    Document toDocument() {
        List<Document> tries = new ArrayList<>();
        for (Attempt attempt : attempts) {
            tries.add(Document.of("status", (long) attempt.status(), "at", attempt.at()));
        }
        return Document.of(
                "id", id,
                "type", type,
                "subject", subject,
                "userId", userId,
                "payload", payload,
                "state", progress.label(),
                "attempts", tries,
                "nextAttemptAt", nextAttemptAt);
    }

    static Message from(Document json) {
        List<Attempt> attempts = new ArrayList<>();
        for (Document attempt : json.objects("attempts")) {
            attempts.add(new Attempt((int) attempt.number("status"), attempt.number("at")));
        }
        return new Message(
                json.id(),
                json.text("type"),
                json.text("subject"),
                json.textOrNull("userId"),
                json.text("payload"),
                Progress.valueOf(json.text("state").toUpperCase(Locale.ROOT)),
                attempts,
                json.number("nextAttemptAt"));
    }
}
