package dev.rollcall.gateway.door;

import dev.rollcall.gateway.door.RecordingService.Answer;
import dev.rollcall.gateway.door.RecordingService.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** identity-service's change feed at the wire: tells what a test says. Thread safe. */
final class Feed {

    private static final Pattern AFTER = Pattern.compile("\"after\":(\\d+)");
    private static final Pattern WAIT = Pattern.compile("\"waitMillis\":(\\d+)");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private final List<String> changes = new ArrayList<>();
    private boolean away;

    void tell(String kind, String ids, Instant at) {
        lock.lock();
        try {
            changes.add("{\"kind\":\"%s\",%s,\"at\":\"%s\"}".formatted(kind, ids, at));
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void away(boolean now) {
        lock.lock();
        try {
            away = now;
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Answer answer(Received request) {
        int after = (int) number(AFTER, request.body());
        long left = TimeUnit.MILLISECONDS.toNanos(number(WAIT, request.body()));
        lock.lock();
        try {
            while (changes.size() <= after && !away && left > 0) {
                left = told.awaitNanos(left);
            }
            return away
                    ? Answer.problem(503, "unavailable")
                    : Answer.json(
                            200,
                            "{\"position\":%1$d,\"head\":%1$d,\"reset\":false,\"changes\":[%2$s]}"
                                    .formatted(
                                            changes.size(),
                                            String.join(
                                                    ",", changes.subList(after, changes.size()))));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        } finally {
            lock.unlock();
        }
    }

    private static long number(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
