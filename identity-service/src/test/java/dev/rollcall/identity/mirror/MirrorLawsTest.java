package dev.rollcall.identity.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What makes order and duplication of observations harmless, over generated histories. */
class MirrorLawsTest {

    @Property(tries = 1000)
    void everyOrderAndDuplicationEndsAlike(
            @ForAll("histories") List<Observation<Note>> history, @ForAll long seed) {
        List<Observation<Note>> shuffled = new ArrayList<>(history);
        shuffled.addAll(history);
        Collections.shuffle(shuffled, new Random(seed));

        assertEquals(fold(history), fold(shuffled));
    }

    @Property(tries = 1000)
    void twiceIsOnce(@ForAll("histories") List<Observation<Note>> history) {
        MirrorState<Note> state = fold(history);

        for (Observation<Note> observation : history) {
            assertInstanceOf(Reduction.Unchanged.class, MirrorReducer.reduce(state, observation));
        }
    }

    @Property(tries = 1000)
    void theVersionNeverFalls(@ForAll("histories") List<Observation<Note>> history) {
        MirrorState<Note> state = new MirrorState.Unseen<>();
        for (Observation<Note> observation : history) {
            MirrorState<Note> next = step(state, observation);
            if (state instanceof MirrorState.Present<Note> before
                    && next instanceof MirrorState.Present<Note> after) {
                assertTrue(after.version().compareTo(before.version()) >= 0);
            }
            state = next;
        }
    }

    @Property(tries = 1000)
    void deletedStaysDeleted(@ForAll("histories") List<Observation<Note>> history) {
        MirrorState<Note> gone = new MirrorState.Gone<>();

        for (Observation<Note> observation : history) {
            assertEquals(gone, step(gone, observation));
        }
    }

    @Provide
    Arbitrary<List<Observation<Note>>> histories() {
        Arbitrary<Long> stamps = Arbitraries.longs().between(1, 6);
        Arbitrary<Observation<Note>> upserted =
                Combinators.combine(Arbitraries.of("a", "b", "c"), stamps, stamps)
                        .as((text, at, seen) -> Observation.Upserted.of(new Note(text), at, seen));
        Arbitrary<Observation<Note>> missed =
                stamps.map(at -> new Observation.Missed<>(Instant.ofEpochMilli(at)));
        Arbitrary<Observation<Note>> mentioned = Arbitraries.create(Observation.Mentioned::new);
        Arbitrary<Observation<Note>> removed = Arbitraries.create(Observation.Removed::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(8, upserted),
                        Tuple.of(2, missed),
                        Tuple.of(1, mentioned),
                        Tuple.of(1, removed))
                .list()
                .ofMaxSize(12);
    }

    private static MirrorState<Note> fold(List<Observation<Note>> history) {
        MirrorState<Note> state = new MirrorState.Unseen<>();
        for (Observation<Note> observation : history) {
            state = step(state, observation);
        }
        return state;
    }

    private static MirrorState<Note> step(MirrorState<Note> state, Observation<Note> observation) {
        return switch (MirrorReducer.reduce(state, observation)) {
            case Reduction.Applied<Note> applied -> applied.next();
            case Reduction.Unchanged<Note> unchanged -> state;
        };
    }
}
