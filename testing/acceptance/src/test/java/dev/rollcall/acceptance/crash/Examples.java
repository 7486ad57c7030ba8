package dev.rollcall.acceptance.crash;

import dev.rollcall.acceptance.crash.Stored.Creations;
import dev.rollcall.acceptance.crash.Stored.InboxRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small run in which every promise was kept, and ways to spoil it. */
final class Examples {

    static final String MESSAGE = "msg_1";
    static final String PERSON = "user_1";
    static final String REQUEST = "crash-1";
    static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    static final Fault FAULT =
            new Fault("kill identity", START.plusSeconds(60), START.plusSeconds(64));

    static final Stored STORED =
            new Stored(
                    List.of(new InboxRow(MESSAGE, "applied", null)),
                    Set.of(MESSAGE),
                    Map.of(MESSAGE, "applied"),
                    Map.of(PERSON, 1),
                    Map.of(REQUEST, 1),
                    new Creations(1, 1),
                    Set.of(MESSAGE));

    private Examples() {}

    static Operation operation(Act act, String subject, int second, Outcome outcome) {
        return operation(act, subject, second, outcome, REQUEST);
    }

    static Operation operation(
            Act act, String subject, int second, Outcome outcome, String requestId) {
        Instant from = START.plusSeconds(second);
        return new Operation(act, requestId, subject, from, from.plusMillis(20), outcome);
    }

    static Operation ok(Act act, String subject) {
        return operation(act, subject, 1, new Outcome.Ok(200));
    }

    static Run run(Stored stored, Operation... operations) {
        return new Run(List.of(operations), List.of(FAULT), stored);
    }

    /** The one message in this state. */
    static Stored inbox(InboxRow... rows) {
        return new Stored(
                List.of(rows),
                STORED.received(),
                STORED.applied(),
                STORED.people(),
                STORED.granted(),
                STORED.creations(),
                STORED.acknowledged());
    }

    static Stored applied(Map<String, String> applied, InboxRow... rows) {
        return new Stored(
                List.of(rows),
                STORED.received(),
                applied,
                STORED.people(),
                STORED.granted(),
                STORED.creations(),
                STORED.acknowledged());
    }

    static Stored people(Map<String, Integer> people, Creations creations) {
        return new Stored(
                STORED.inbox(),
                STORED.received(),
                STORED.applied(),
                people,
                Map.of(),
                creations,
                STORED.acknowledged());
    }

    static List<String> subjects(List<Violation> violations) {
        return violations.stream().map(Violation::subject).toList();
    }
}
