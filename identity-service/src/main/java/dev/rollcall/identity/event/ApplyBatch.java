package dev.rollcall.identity.event;

import dev.rollcall.contracts.event.EventEffect;
import dev.rollcall.contracts.event.EventOutcome;
import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.identity.history.Effect;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Reduction;
import dev.rollcall.identity.sighting.MirrorBatch;
import dev.rollcall.identity.sighting.MirrorBatch.Met;
import dev.rollcall.identity.sighting.Sighted;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Applies events in one transaction: their message ids, the rows, the evidence and the changes are
 * committed together or not at all, so a message takes effect once however often it is delivered.
 */
@Singleton
class ApplyBatch {

    private final Waits waits;
    private final AppliedEvents applied;
    private final MirrorBatch mirror;
    private final Clock clock;

    ApplyBatch(Waits waits, AppliedEvents applied, MirrorBatch mirror, Clock clock) {
        this.waits = waits;
        this.applied = applied;
        this.mirror = mirror;
        this.clock = clock;
    }

    /** One outcome for each, in the order given. */
    @Transactional
    List<EventOutcome> run(List<ParsedEvent> events, Patience patience) {
        waits.limit(patience);
        Instant now = clock.instant();
        SortedSet<String> ids = messageIds(events);
        Set<String> fresh = applied.append(ids, now);
        List<Sighted> batch = new ArrayList<>(events.size());
        Set<String> left = new HashSet<>(fresh);
        for (ParsedEvent event : events) {
            if (left.remove(event.messageId().value())) {
                batch.addAll(sighted(event, now));
            }
        }
        List<Met> met = batch.isEmpty() ? List.of() : mirror.apply(batch, now);
        List<EventOutcome> outcomes = outcomes(events, fresh, knownOf(ids, fresh), met.iterator());
        applied.updateOutcomes(otherThanApplied(outcomes));
        return outcomes;
    }

    /** What became of those that are not fresh. */
    private Map<String, EventOutcome.Result> knownOf(Set<String> ids, Set<String> fresh) {
        return applied.findOutcomes(ids.stream().filter(id -> !fresh.contains(id)).toList());
    }

    private static SortedSet<String> messageIds(List<ParsedEvent> events) {
        SortedSet<String> ids = new TreeSet<>();
        events.forEach(event -> ids.add(event.messageId().value()));
        return ids;
    }

    /** A clock of Clerk's that is ahead must not revoke what is yet to come. */
    private static List<Sighted> sighted(ParsedEvent event, Instant now) {
        if (!(event.event() instanceof ClerkEvent.Seen seen)) {
            return List.of();
        }
        Instant at = seen.happenedAt().isAfter(now) ? now : seen.happenedAt();
        Cause cause = Cause.webhook(event.messageId(), now);
        return seen.sightings().stream().map(one -> new Sighted(one, cause, at)).toList();
    }

    /** Of one message that stands twice in a batch the first counts. */
    private static List<EventOutcome> outcomes(
            List<ParsedEvent> events,
            Set<String> fresh,
            Map<String, EventOutcome.Result> known,
            Iterator<Met> met) {
        Map<String, EventOutcome.Result> firsts = new HashMap<>(known);
        List<EventOutcome> outcomes = new ArrayList<>(events.size());
        for (ParsedEvent event : events) {
            MessageId id = event.messageId();
            if (fresh.remove(id.value())) {
                EventOutcome outcome = outcome(event, met);
                firsts.put(id.value(), outcome.result());
                outcomes.add(outcome);
            } else {
                outcomes.add(EventOutcome.duplicate(id, firsts.get(id.value())));
            }
        }
        return outcomes;
    }

    private static EventOutcome outcome(ParsedEvent event, Iterator<Met> met) {
        return switch (event.event()) {
            case ClerkEvent.Seen seen -> {
                seen.sightings().stream().skip(1).forEach(embedded -> met.next());
                yield outcome(event, met.next());
            }
            case ClerkEvent.Unhandled unhandled ->
                    EventOutcome.ignored(event.messageId(), "unhandled_type");
            case ClerkEvent.Unusable unusable ->
                    throw new IllegalArgumentException("an unusable event is not applied");
        };
    }

    private static EventOutcome outcome(ParsedEvent event, Met met) {
        return outcome(event, met.reduction()).withEffect(effect(met.effect()));
    }

    private static @Nullable EventEffect effect(@Nullable Effect effect) {
        return effect == null
                ? null
                : new EventEffect(
                        effect.kind().name().toLowerCase(Locale.ROOT),
                        effect.entityId(),
                        effect.change(),
                        effect.fields(),
                        effect.versionBefore(),
                        effect.versionAfter());
    }

    private static EventOutcome outcome(ParsedEvent event, Reduction<?> decided) {
        return switch (decided) {
            case Reduction.Applied<?> changed -> EventOutcome.applied(event.messageId());
            case Reduction.Unchanged<?> unchanged ->
                    EventOutcome.stale(event.messageId(), unchanged.reason().wire());
        };
    }

    private static Map<String, String> otherThanApplied(List<EventOutcome> outcomes) {
        Map<String, String> wire = new HashMap<>();
        for (EventOutcome outcome : outcomes) {
            String messageId = outcome.messageId().value();
            switch (outcome.result()) {
                case APPLIED, DUPLICATE, FAILED, BLOCKED, UNTRIED -> {}
                case STALE -> wire.put(messageId, "stale");
                case IGNORED -> wire.put(messageId, "ignored");
            }
        }
        return wire;
    }
}
