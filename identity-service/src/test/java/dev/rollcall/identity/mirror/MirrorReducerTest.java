package dev.rollcall.identity.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.identity.mirror.MirrorState.Gone;
import dev.rollcall.identity.mirror.MirrorState.Present;
import dev.rollcall.identity.mirror.MirrorState.Stub;
import dev.rollcall.identity.mirror.MirrorState.Unseen;
import dev.rollcall.identity.mirror.Observation.Mentioned;
import dev.rollcall.identity.mirror.Observation.Missed;
import dev.rollcall.identity.mirror.Observation.Removed;
import dev.rollcall.identity.mirror.Observation.Upserted;
import dev.rollcall.identity.mirror.Reduction.Applied;
import dev.rollcall.identity.mirror.Reduction.Change;
import dev.rollcall.identity.mirror.Reduction.Unchanged;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MirrorReducerTest {

    private static final Upserted<Note> OLD = Upserted.of(new Note("old"), 100, 101);
    private static final Upserted<Note> NEW = Upserted.of(new Note("new"), 200, 201);

    @Test
    void createsFromTheFirstFacts() {
        Reduction<Note> reduction = MirrorReducer.reduce(new Unseen<>(), NEW);

        assertEquals(new Applied<>(present(NEW), Change.CREATED, List.of()), reduction);
    }

    @Test
    void completesAStub() {
        Reduction<Note> reduction = MirrorReducer.reduce(new Stub<>(null), NEW);

        assertEquals(new Applied<>(present(NEW), Change.CREATED, List.of()), reduction);
    }

    @Test
    void ignoresAnOlderSnapshot() {
        Reduction<Note> reduction = MirrorReducer.reduce(present(NEW), OLD);

        assertEquals(new Unchanged<Note>(Ignored.STALE), reduction);
    }

    @Test
    void ignoresTheSameSnapshot() {
        Reduction<Note> reduction = MirrorReducer.reduce(present(NEW), NEW);

        assertEquals(new Unchanged<Note>(Ignored.DUPLICATE), reduction);
    }

    @Test
    void namesTheFieldsThatChanged() {
        Reduction<Note> reduction = MirrorReducer.reduce(present(OLD), NEW);

        assertEquals(new Applied<>(present(NEW), Change.UPDATED, List.of("text")), reduction);
    }

    @Test
    void raisesTheVersionOfEqualContent() {
        Upserted<Note> later = Upserted.of(new Note("new"), 300, 301);

        Reduction<Note> reduction = MirrorReducer.reduce(present(NEW), later);

        assertEquals(new Applied<>(present(later), Change.CONFIRMED, List.of()), reduction);
    }

    @Test
    void decidesATieTheSameWayInBothOrders() {
        Upserted<Note> left = Upserted.of(new Note("left"), 100, 100);
        Upserted<Note> right = Upserted.of(new Note("right"), 100, 100);

        MirrorState<Note> one = after(new Unseen<>(), left, right);
        MirrorState<Note> other = after(new Unseen<>(), right, left);

        assertEquals(one, other);
    }

    @Test
    void nothingBringsBackWhatWasDeleted() {
        MirrorState<Note> gone = after(present(OLD), new Removed<>());

        assertEquals(new Gone<Note>(), gone);
        assertEquals(gone, after(gone, NEW));
        assertEquals(gone, after(gone, new Mentioned<>()));
    }

    @Test
    void aLaterSightingRevivesWhatWasAbsent() {
        MirrorState<Note> missed = after(present(OLD), new Missed<>(Instant.ofEpochMilli(150)));
        MirrorState<Note> seenAgain = after(missed, NEW);

        assertTrue(((Present<Note>) missed).isAbsent());
        assertFalse(((Present<Note>) seenAgain).isAbsent());
    }

    @SafeVarargs
    private static MirrorState<Note> after(
            MirrorState<Note> state, Observation<Note>... observations) {
        MirrorState<Note> current = state;
        for (Observation<Note> observation : observations) {
            if (MirrorReducer.reduce(current, observation) instanceof Applied<Note> applied) {
                current = applied.next();
            }
        }
        return current;
    }

    private static Present<Note> present(Upserted<Note> seen) {
        return new Present<>(seen.facts(), seen.version(), null);
    }
}
