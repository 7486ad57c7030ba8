package dev.rollcall.gateway.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A moment per key, the latest one told, for a fixed time after it was last told; bounded. Read by
 * any thread, written by one.
 */
final class ExpiringTimes<K> {

    private record Entry(Instant at, Instant until) {}

    private record Aging<K>(K key, Instant until) {}

    private final ConcurrentMap<K, Entry> entries = new ConcurrentHashMap<>();
    private final Deque<Aging<K>> oldestFirst = new ArrayDeque<>();
    private final Duration life;
    private final int most;

    ExpiringTimes(Duration life, int most) {
        this.life = life;
        this.most = most;
    }

    @Nullable Instant find(K key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.at();
    }

    void put(K key, Instant at, Instant now) {
        Instant until = now.plus(life);
        entries.merge(
                key,
                new Entry(at, until),
                (old, fresh) -> old.at().isAfter(at) ? new Entry(old.at(), until) : fresh);
        oldestFirst.add(new Aging<>(key, until));
    }

    void remove(K key) {
        entries.remove(key);
    }

    void expire(Instant now) {
        while (!oldestFirst.isEmpty() && !oldestFirst.getFirst().until().isAfter(now)) {
            removeOldest();
        }
    }

    /** Where there are too many: makes room for one more; the moment that is no longer known. */
    Optional<Instant> makeRoom() {
        Optional<Instant> lost = Optional.empty();
        while (lost.isEmpty() && oldestFirst.size() >= most) {
            lost = removeOldest();
        }
        return lost;
    }

    private Optional<Instant> removeOldest() {
        Aging<K> oldest = oldestFirst.removeFirst();
        Entry entry = entries.get(oldest.key());
        if (entry == null || !entry.until().equals(oldest.until())) {
            return Optional.empty(); // readmitted, or told again since
        }
        entries.remove(oldest.key());
        return Optional.of(entry.at());
    }
}
