package dev.rollcall.gateway.access;

import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.gateway.token.SessionToken;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which refusals of one person are recorded one by one, and how many more there were: in a minute
 * from the first the first ten are to be, the others are one record at its end; so is what of the
 * ten could not be recorded. What is only counted is in memory, so a crash loses the count of at
 * most that minute; who is one too many for that memory is recorded one by one. Thread safe.
 */
@Singleton
final class RefusalTally {

    static final int ONE_BY_ONE = 10;
    static final int MOST_PEOPLE = 10_000;
    static final Duration WINDOW = Duration.ofMinutes(1);

    /** Who acted, and as whom. */
    private record Person(ClerkUserId actor, ClerkUserId subject) {

        static Person of(SessionToken token) {
            ClerkUserId impersonator = token.impersonator();
            return new Person(impersonator == null ? token.user() : impersonator, token.user());
        }
    }

    /** Only touched while the map holds its entry. */
    private static final class Minute {
        private Instant begin;

        /** Handed out to be recorded, whatever became of it. */
        private int begun;

        private long counted;
        private @Nullable Instant since;
        private @Nullable RequestId latest;
        private @Nullable AuditEntry unwritten;

        Minute(Instant begin) {
            this.begin = begin;
        }

        boolean isOver(Instant now) {
            return !now.isBefore(begin.plus(WINDOW)) || now.isBefore(begin);
        }

        void count(Instant now, RequestId requestId) {
            counted++;
            latest = requestId;
            if (since == null) {
                since = now;
            }
        }

        void beginAnew(Instant now) {
            begin = now;
            begun = 0;
            counted = 0;
            since = null;
        }
    }

    private final Map<Person, Minute> minutes = new ConcurrentHashMap<>();
    private final Uuid7 ids;
    private final Clock clock;
    private volatile boolean closed;

    RefusalTally(Uuid7 ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether this refusal is counted; else it is to be recorded by itself. */
    boolean counts(SessionToken token, RequestId requestId) {
        return inMinuteOf(
                token,
                (minute, now) -> {
                    if (closed || minute.begun < ONE_BY_ONE) {
                        minute.begun++;
                        return false;
                    }
                    minute.count(now, requestId);
                    return true;
                });
    }

    /**
     * One more that has no record of its own: it was not tried, or it failed. False if there is no
     * room for this person.
     */
    boolean count(SessionToken token, RequestId requestId) {
        return inMinuteOf(
                token,
                (minute, now) -> {
                    minute.count(now, requestId);
                    return true;
                });
    }

    /** False where there is no room. */
    private boolean inMinuteOf(SessionToken token, BiPredicate<Minute, Instant> act) {
        Person person = Person.of(token);
        if (minutes.size() >= MOST_PEOPLE && !minutes.containsKey(person)) {
            return false;
        }
        Instant now = clock.instant();
        boolean[] outcome = new boolean[1];
        minutes.compute(
                person,
                (_, known) -> {
                    Minute minute = known == null ? new Minute(now) : known;
                    if (minute.counted == 0 && minute.isOver(now)) {
                        minute.beginAnew(now);
                    }
                    outcome[0] = act.test(minute, now);
                    return minute;
                });
        return outcome[0];
    }

    /**
     * What is to be written now: of minutes that are over, and what could not be written before.
     */
    List<AuditEntry> due() {
        return due(false);
    }

    /** Everything that was counted; from here on nothing is. */
    List<AuditEntry> close() {
        closed = true;
        return due(true);
    }

    private List<AuditEntry> due(boolean all) {
        Instant now = clock.instant();
        List<AuditEntry> due = new ArrayList<>();
        for (Person person : minutes.keySet()) {
            minutes.computeIfPresent(
                    person,
                    (_, minute) -> {
                        boolean over = all || minute.isOver(now);
                        if (over && minute.counted > 0 && minute.unwritten == null) {
                            minute.unwritten = entry(person, minute, now);
                            minute.beginAnew(now);
                        }
                        if (minute.unwritten != null) {
                            due.add(minute.unwritten);
                        }
                        boolean idle = minute.counted == 0 && minute.unwritten == null;
                        return over && idle ? null : minute;
                    });
        }
        return due;
    }

    /** It need not be written again. */
    void written(AuditEntry entry) {
        AuditEntry.Actor actor = entry.actor();
        ClerkUserId subject = entry.subject();
        if (actor == null || actor.user() == null || subject == null) {
            return;
        }
        minutes.computeIfPresent(
                new Person(actor.user(), subject),
                (_, minute) -> {
                    if (entry.equals(minute.unwritten)) {
                        minute.unwritten = null;
                    }
                    return minute;
                });
    }

    private AuditEntry entry(Person person, Minute minute, Instant now) {
        return new AuditEntry(
                ids.next(),
                now,
                AuditAction.ACCESS_REFUSED,
                AuditEntry.Outcome.REFUSED,
                AuditEntry.Actor.user(person.actor()),
                person.subject(),
                null,
                minute.latest,
                Map.of(
                        "count",
                        Long.toString(minute.counted),
                        "since",
                        String.valueOf(minute.since)),
                List.of());
    }
}
