package dev.rollcall.identity.sighting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Entry;
import dev.rollcall.identity.mirror.Facts;
import dev.rollcall.identity.mirror.Ledger;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.Reduction;
import dev.rollcall.identity.session.SessionFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws over whole histories, people and organisations together, in memory. */
class MirrorFoldLawsTest {

    private static final Cause CAUSE = Cause.request(Instant.parse("2026-11-20T10:00:00Z"));

    private record Folded(Ledgers ledgers, Consequences out, MirrorFold fold) {}

    @Property
    void everyOrderAndDuplicationEndsAlike(
            @ForAll("histories") History history, @ForAll long seed) {
        assertEquals(states(fold(history.inOrder())), states(fold(history.shuffled(seed))));
    }

    @Property
    void twiceIsOnce(@ForAll("histories") History history) {
        Folded folded = fold(history.inOrder());
        Map<String, Object> once = states(folded);

        for (Sighting sighting : history.inOrder()) {
            assertInstanceOf(
                    Reduction.Unchanged.class, folded.fold().apply(Sighted.now(sighting, CAUSE)));
        }
        assertEquals(once, states(folded));
    }

    @Property
    void deletedStaysDeleted(@ForAll("histories") History history, @ForAll long seed) {
        Ledgers ledgers = fold(history.shuffled(seed)).ledgers();

        for (String id : history.deleted()) {
            assertTrue(
                    isGone(ledgers.users, id)
                            || isGone(ledgers.orgs, id)
                            || isGone(ledgers.memberships, id));
        }
    }

    @Property
    void afterASweepWhatIsPresentIsTheTruth(
            @ForAll("histories") History history, @ForAll long seed) {
        List<Sighting> all = new ArrayList<>(history.shuffled(seed));
        all.addAll(history.sweep());

        Folded folded = fold(all);

        Set<String> present = new TreeSet<>();
        folded.ledgers().users.all().stream()
                .filter(MirrorFoldLawsTest::isPresent)
                .forEach(one -> present.add(one.clerkId()));
        history.truth().stream()
                .filter(line -> line.startsWith("user "))
                .map(line -> line.split(" ", -1)[1])
                .forEach(id -> assertTrue(present.contains(id), id));
    }

    @Property
    void nobodyIsEvidencedAsDeletedTwice(@ForAll("histories") History history, @ForAll long seed) {
        Folded folded = fold(history.shuffled(seed));

        List<Object> deletions =
                folded.out().evidence.stream()
                        .filter(one -> one.action().wire().equals("user.deleted"))
                        .<Object>map(one -> String.valueOf(one.subject()))
                        .toList();
        assertEquals(deletions.stream().distinct().toList(), deletions);
    }

    @Provide
    Arbitrary<History> histories() {
        return History.arbitrary(30);
    }

    private static Folded fold(List<Sighting> sightings) {
        List<Sighted> batch = sightings.stream().map(one -> Sighted.now(one, CAUSE)).toList();
        Touched touched = Touched.by(batch);
        Ledgers ledgers = new Ledgers();
        touched.users.forEach(id -> ledgers.users.addAll(List.of(unseen(id))));
        touched.orgs.forEach(id -> ledgers.orgs.addAll(List.of(unseen(id))));
        touched.memberships.forEach(id -> ledgers.memberships.addAll(List.of(unseen(id))));
        touched.sessions.forEach(id -> ledgers.sessions.addAll(List.of(unseen(id))));
        touched.invitations.forEach(id -> ledgers.invitations.addAll(List.of(unseen(id))));
        Consequences out = new Consequences();
        MirrorFold fold = new MirrorFold(ledgers, out);
        batch.forEach(fold::apply);
        return new Folded(ledgers, out, fold);
    }

    private static <F extends Facts<F>> Entry<F> unseen(String clerkId) {
        return Entry.unstored(clerkId, new UUID(0, 0), new MirrorState.Unseen<F>());
    }

    /** What would be in the rows: an ended session of somebody deleted has none. */
    private static Map<String, Object> states(Folded folded) {
        Map<String, Object> states = new TreeMap<>();
        Ledgers ledgers = folded.ledgers();
        put(states, ledgers.users);
        put(states, ledgers.orgs);
        put(states, ledgers.memberships);
        put(states, ledgers.invitations);
        ledgers.sessions.all().stream()
                .filter(one -> one.facts() != null && !isGone(ledgers.users, user(one)))
                .forEach(one -> states.put(one.clerkId(), one.state()));
        states.put("new people", Set.copyOf(folded.out().newPeople.keySet()));
        return states;
    }

    private static String user(Entry<SessionFacts> session) {
        return Objects.requireNonNull(session.facts()).userId().value();
    }

    /** What is not there and what was never there look alike, but for those with a tombstone. */
    private static <F extends Facts<F>> void put(Map<String, Object> states, Ledger<F> ledger) {
        for (Entry<F> entry : ledger.all()) {
            switch (entry.state()) {
                case MirrorState.Unseen<F> unseen -> {}
                case MirrorState.Gone<F> gone -> {}
                case MirrorState.Stub<F> stub -> states.put(entry.clerkId(), stub);
                case MirrorState.Present<F> present -> states.put(entry.clerkId(), present);
            }
        }
    }

    private static <F extends Facts<F>> boolean isGone(Ledger<F> ledger, String clerkId) {
        return ledger.has(clerkId) && ledger.get(clerkId).isGone();
    }

    private static boolean isPresent(Entry<?> entry) {
        return entry.state() instanceof MirrorState.Present<?> present && !present.isAbsent();
    }
}
