package dev.rollcall.clerk.state;

import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.Message.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages in the order of their making: all that are undelivered, and the newest of those that
 * are finished. Not thread-safe: {@link ClerkState} guards it.
 */
final class MessageLog {

    static final int MOST_UNDELIVERED = 10_000;
    private static final int MOST_FINISHED = 10_000;

    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Map<String, Document> kept = new LinkedHashMap<>();
    private final Deque<String> finished = new ArrayDeque<>();
    private int undelivered;

    boolean isFull() {
        return undelivered >= MOST_UNDELIVERED;
    }

    Optional<Message> find(String id) {
        return Optional.ofNullable(messages.get(id));
    }

    List<Message> list() {
        return new ArrayList<>(messages.values());
    }

    void put(Message message) {
        Message previous = messages.put(message.id(), message);
        boolean wasUndelivered = previous != null && previous.undelivered();
        boolean wasFinished = previous != null && !previous.undelivered();
        undelivered += (message.undelivered() ? 1 : 0) - (wasUndelivered ? 1 : 0);
        if (!message.undelivered() && !wasFinished) {
            finished.add(message.id());
        } else if (message.undelivered() && wasFinished) {
            finished.remove(message.id());
        }
        if (message.undelivered() || message.progress() == Progress.FAILED) {
            kept.put(message.id(), message.toDocument());
        } else {
            kept.remove(message.id());
        }
        if (finished.size() > MOST_FINISHED) {
            String oldest = finished.remove();
            messages.remove(oldest);
            kept.remove(oldest);
        }
    }

    /** What must survive a restart: a failed message can still be resent. */
    List<Document> unfinished() {
        return new ArrayList<>(kept.values());
    }
}
