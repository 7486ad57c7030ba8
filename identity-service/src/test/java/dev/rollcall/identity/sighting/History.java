package dev.rollcall.identity.sighting;

import dev.rollcall.identity.mirror.Observation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A generated history: what happened at Clerk, what was heard of it and in which order, and what is
 * true in the end.
 */
public final class History {

    /** Later than everything heard, stamps in whole seconds included. */
    private static final int SWEEP_LATER_MS = 5000;

    private final List<Move> moves;
    private final List<Sighting> heard = new ArrayList<>();
    private final PretendClerk clerk = new PretendClerk();

    private History(List<Move> moves) {
        this.moves = moves;
        for (Move move : moves) {
            clerk.make(move, move.lost() ? lost -> {} : heard::add);
        }
    }

    /** Up to so many moves of few people in few organisations. */
    public static Arbitrary<History> arbitrary(int mostMoves) {
        Arbitrary<Boolean> seldom = Arbitraries.frequency(Tuple.of(7, false), Tuple.of(1, true));
        return Combinators.combine(
                        Arbitraries.of(Move.Kind.class),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(0, 1, 30, 700),
                        seldom,
                        seldom)
                .as(Move::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(mostMoves)
                .map(History::new);
    }

    public List<Sighting> inOrder() {
        return List.copyOf(heard);
    }

    /** Everything once and some of it twice, in any order. */
    public List<Sighting> shuffled(long seed) {
        Random random = new Random(seed);
        List<Sighting> all = new ArrayList<>(heard);
        heard.stream().filter(one -> random.nextInt(3) == 0).forEach(all::add);
        Collections.shuffle(all, random);
        return all;
    }

    /** What webhooks brought: neither absences nor mentions. */
    public List<Sighting> events() {
        return heard.stream().filter(History::isEvent).toList();
    }

    private static boolean isEvent(Sighting sighting) {
        return switch (sighting.observation()) {
            case Observation.Upserted<?> upserted -> true;
            case Observation.Removed<?> removed -> true;
            case Observation.Mentioned<?> mentioned -> false;
            case Observation.Missed<?> missed -> false;
        };
    }

    /** All that is true, as seen after everything else. */
    public List<Sighting> sweep() {
        return clerk.sweep(sweepMs());
    }

    public long sweepMs() {
        return clerk.now() + SWEEP_LATER_MS;
    }

    /** What is true, one line each: {@code user <id> <name> <banned>} and so on. */
    public Set<String> truth() {
        Set<String> lines = new TreeSet<>();
        clerk.users.forEach(
                (id, it) ->
                        lines.add(
                                "user %s %s %s"
                                        .formatted(
                                                id,
                                                it.facts().firstName() == null
                                                        ? ""
                                                        : it.facts().firstName().value(),
                                                it.facts().banned())));
        clerk.orgs.forEach((id, it) -> lines.add("org %s %s".formatted(id, it.facts().name())));
        clerk.memberships.forEach(
                (id, it) ->
                        lines.add(
                                "membership %s %s %s %s"
                                        .formatted(
                                                id,
                                                it.facts().orgId(),
                                                it.facts().userId(),
                                                it.facts().role())));
        return lines;
    }

    /** Clerk's ids of users and organisations whose deletion was heard. */
    public Set<String> deleted() {
        Set<String> ids = new TreeSet<>();
        for (Sighting sighting : heard) {
            if (sighting.observation() instanceof Observation.Removed<?>) {
                switch (sighting) {
                    case Sighting.OfUser user -> ids.add(user.id().value());
                    case Sighting.OfOrg org -> ids.add(org.id().value());
                    case Sighting.OfMembership membership -> ids.add(membership.id().value());
                    case Sighting.OfSession session -> {}
                    case Sighting.OfInvitation invitation -> {}
                }
            }
        }
        return ids;
    }

    @Override
    public String toString() {
        return moves.toString();
    }
}
