package dev.rollcall.webhook.delivery;

import dev.rollcall.contracts.event.EventOutcome;
import dev.rollcall.webhook.inbox.Envelope;
import dev.rollcall.webhook.inbox.OwnInstance;
import dev.rollcall.webhook.inbox.Payload;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round: lease what is due, send it, settle each event. A batch refused as malformed is halved
 * until the event to blame stands alone; of one that timed out each event goes alone next time; an
 * absent identity-service gets everything left handed back. A crash at any point leaves a lease
 * that runs out. Thread-safe.
 */
@Singleton
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final DueEvents due;
    private final SettlementRepository settlements;
    private final IdentityTransport identity;
    private final OwnInstance instance;
    private final Circuit circuit;
    private final Suspects suspects;
    private final DeliveryConfiguration configuration;
    private final IntFunction<Duration> backoff;
    private final BatchSize batchSize;
    private final Timeline timeline;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    Delivery(
            DueEvents due,
            SettlementRepository settlements,
            IdentityTransport identity,
            OwnInstance instance,
            Circuit circuit,
            Suspects suspects,
            DeliveryConfiguration configuration,
            Timeline timeline,
            DeliveryMetrics metrics,
            Clock clock) {
        this.due = due;
        this.settlements = settlements;
        this.identity = identity;
        this.instance = instance;
        this.circuit = circuit;
        this.suspects = suspects;
        this.configuration = configuration;
        this.timeline = timeline;
        this.metrics = metrics;
        this.clock = clock;
        RandomGenerator random = RandomGenerator.getDefault();
        this.batchSize = new BatchSize(configuration.batch());
        this.backoff = failures -> Backoff.delay(failures, random);
    }

    /** How many events were leased; zero if nothing is to be sent now. */
    int deliverDue() {
        List<LeasedEvent> leased = due.next(batchSize.now());
        if (!leased.isEmpty()) {
            try {
                deliverAll(leased);
            } finally {
                due.arrived();
            }
        }
        return leased.size();
    }

    private void deliverAll(List<LeasedEvent> leased) {
        Map<Boolean, List<LeasedEvent>> byOrigin =
                leased.stream().collect(Collectors.partitioningBy(this::isForeign));
        settle(
                byOrigin.getOrDefault(true, List.of()),
                event -> new Settlement.Buried(OwnInstance.OTHER),
                Map.of(),
                null);
        Map<Boolean, List<LeasedEvent>> ours =
                byOrigin.getOrDefault(false, List.of()).stream()
                        .collect(Collectors.partitioningBy(suspects::has));
        for (List<LeasedEvent> batch :
                Batches.split(ours.getOrDefault(false, List.of()), Batches.MOST_CHARACTERS)) {
            deliver(batch);
        }
        deliverEachAlone(ours.getOrDefault(true, List.of()));
    }

    /** Until one is not answered: the others' leases do not last for its time-out and theirs. */
    private void deliverEachAlone(List<LeasedEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            if (!deliver(events.subList(i, i + 1))) {
                settle(
                        events.subList(i + 1, events.size()),
                        event -> new Settlement.Returned(Handover.Late.REASON),
                        Map.of(),
                        null);
                return;
            }
        }
    }

    /** What this process would still have sent is due for everybody. */
    void handBack() {
        for (List<LeasedEvent> left = due.rest(); !left.isEmpty(); left = due.rest()) {
            settle(left, event -> new Settlement.Returned("stopping"), Map.of(), null);
        }
    }

    /** A replay brings back what was parked as another instance's, in case it is ours by now. */
    private boolean isForeign(LeasedEvent event) {
        return event.replayedFrom() != null
                && instance.read(new Payload(event.payload().getBytes(StandardCharsets.UTF_8)))
                        instanceof Envelope.Foreign;
    }

    /** Whether identity-service said anything to it. */
    private boolean deliver(List<LeasedEvent> batch) {
        if (!circuit.pause().isZero()) {
            settle(batch, event -> new Settlement.Returned("circuit_open"), Map.of(), null);
            return false;
        }
        Instant at = clock.instant();
        long startedNanos = System.nanoTime();
        switch (identity.send(batch)) {
            case Handover.Answered answered -> {
                long nanos = System.nanoTime() - startedNanos;
                circuit.answered();
                batchSize.answered(batch.size(), Duration.ofNanos(nanos));
                settle(batch, answered.outcomes(), new Sent(at, nanos));
                DeliveryLog.answered(batch.size(), nanos);
                return true;
            }
            case Handover.Refused refused -> {
                circuit.answered();
                narrow(batch, refused.status(), new Sent(at, System.nanoTime() - startedNanos));
                return true;
            }
            case Handover.Late late -> {
                long nanos = System.nanoTime() - startedNanos;
                batchSize.answered(batch.size(), Duration.ofNanos(nanos));
                LOG.warn("event=webhook.identity_late n={}", batch.size());
                late(batch, new Sent(at, nanos));
                return false;
            }
            case Handover.Away away -> {
                circuit.foundAway();
                LOG.warn("event=webhook.identity_away reason={} n={}", away.reason(), batch.size());
                settle(
                        batch,
                        event -> new Settlement.Returned(away.reason()),
                        Map.of(),
                        new Sent(at, System.nanoTime() - startedNanos));
                return false;
            }
        }
    }

    /**
     * One that was silent about this very event before is asked again later, about that one, and
     * meanwhile about the others.
     */
    private void late(List<LeasedEvent> batch, Sent sent) {
        boolean isAlone = batch.size() == 1 && suspects.has(batch.getFirst());
        if (!isAlone) {
            circuit.foundAway();
        }
        suspects.add(batch);
        settle(
                batch,
                event ->
                        isAlone
                                ? SettlementPolicy.heldUp(
                                        event, Handover.Late.REASON, clock.instant(), backoff)
                                : new Settlement.Returned(Handover.Late.REASON),
                Map.of(),
                sent);
    }

    private void narrow(List<LeasedEvent> batch, int status, Sent sent) {
        if (batch.size() == 1) {
            settle(
                    batch,
                    event ->
                            SettlementPolicy.refused(
                                    event, status, configuration.mostAttempts(), backoff),
                    Map.of(),
                    sent);
        } else {
            int half = batch.size() / 2;
            deliver(batch.subList(0, half));
            deliver(batch.subList(half, batch.size()));
        }
    }

    private void settle(List<LeasedEvent> batch, List<EventOutcome> outcomes, Sent sent) {
        Map<String, EventOutcome> byId =
                outcomes.stream()
                        .collect(
                                Collectors.toMap(
                                        outcome -> outcome.messageId().value(),
                                        Function.identity(),
                                        (first, second) -> first));
        settle(
                batch,
                event ->
                        SettlementPolicy.decide(
                                event,
                                byId.get(event.messageId()),
                                clock.instant(),
                                configuration.mostAttempts(),
                                backoff),
                byId,
                sent);
        suspects.add(
                batch.stream().filter(event -> isHeldUp(byId.get(event.messageId()))).toList());
    }

    /** It, or one beside it, took the time of all. */
    private static boolean isHeldUp(@Nullable EventOutcome outcome) {
        return outcome != null
                && switch (outcome.result()) {
                    case BLOCKED, UNTRIED -> true;
                    case APPLIED, STALE, DUPLICATE, IGNORED, FAILED -> false;
                };
    }

    /** {@code sent} is null for what was not. */
    private void settle(
            List<LeasedEvent> batch,
            Function<LeasedEvent, Settlement> decide,
            Map<String, EventOutcome> outcomes,
            @Nullable Sent sent) {
        if (batch.isEmpty()) {
            return;
        }
        Map<LeasedEvent, Settlement> decided = new LinkedHashMap<>();
        Map<LeasedEvent, String> entries = new HashMap<>();
        for (LeasedEvent event : batch) {
            Settlement settlement = decide.apply(event);
            decided.put(event, settlement);
            if (sent != null) {
                EventOutcome outcome = outcomes.get(event.messageId());
                entries.put(
                        event,
                        timeline.write(
                                Attempt.of(
                                        sent.at,
                                        sent.nanos / 1_000_000,
                                        settlement,
                                        outcome == null ? null : outcome.effect())));
            }
        }
        Set<String> settled = settlements.settle(decided, entries);
        decided.keySet().removeIf(event -> !settled.contains(event.messageId()));
        decided.forEach(this::forget);
        DeliveryLog.settled(decided, batch.size() - decided.size());
        metrics.settled(decided, batch.size() - decided.size());
    }

    /** What is over, or has failed without a time-out, is suspected no more. */
    private void forget(LeasedEvent event, Settlement settlement) {
        switch (settlement) {
            case Settlement.Applied applied -> suspects.remove(event);
            case Settlement.Ignored ignored -> suspects.remove(event);
            case Settlement.Buried buried -> suspects.remove(event);
            case Settlement.Postponed postponed -> suspects.remove(event);
            case Settlement.Deferred deferred -> {}
            case Settlement.Returned returned -> {}
        }
    }

    /** When a batch went out, and how long its call took. */
    private record Sent(Instant at, long nanos) {}
}
