package dev.rollcall.identity.event;

import dev.rollcall.contracts.event.ApplyRequest;
import dev.rollcall.contracts.event.ApplyResponse;
import dev.rollcall.contracts.event.EventDelivery;
import dev.rollcall.contracts.event.EventOutcome;
import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.identity.mirror.SqlFaults;
import dev.rollcall.identity.mirror.TransactionRetry;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Applies a batch: together first, and if that cannot be done half by half, so that one that cannot
 * be used, fails or is held up does not hold up its neighbours. That ends before the caller's
 * patience: what is not reached by then is said to be untried. Only when the database is away does
 * the whole call fail, as 503; what was committed until then is a duplicate next time.
 */
@Singleton
final class ApplyEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ApplyEvents.class);

    /** For the halves; with the first try, and the last that began, less than the caller's 10 s. */
    private static final Duration FOR_HALVES = Duration.ofSeconds(3);

    private final ApplyBatch applyBatch;
    private final TransactionRetry retry;
    private final ObjectMapper json;

    ApplyEvents(ApplyBatch applyBatch, TransactionRetry retry, ObjectMapper json) {
        this.applyBatch = applyBatch;
        this.retry = retry;
        this.json = json;
    }

    ApplyResponse run(ApplyRequest request) {
        List<ParsedEvent> parsed = request.events().stream().map(this::parse).toList();
        List<ParsedEvent> usable =
                parsed.stream()
                        .filter(event -> !(event.event() instanceof ClerkEvent.Unusable))
                        .toList();
        Iterator<EventOutcome> applied = apply(usable).iterator();
        List<EventOutcome> outcomes = new ArrayList<>(parsed.size());
        for (ParsedEvent event : parsed) {
            outcomes.add(
                    event.event() instanceof ClerkEvent.Unusable unusable
                            ? EventOutcome.failed(event.messageId(), unusable.code(), false)
                            : applied.next());
        }
        log(request.events(), outcomes);
        return new ApplyResponse(outcomes);
    }

    private List<EventOutcome> apply(List<ParsedEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        try {
            return retry.run(() -> applyBatch.run(events, Patience.FIRST));
        } catch (RuntimeException failed) {
            return afterFault(events, failed, System.nanoTime() + FOR_HALVES.toNanos());
        }
    }

    private List<EventOutcome> afterFault(
            List<ParsedEvent> events, RuntimeException failed, long untilNanos) {
        if (SqlFaults.isAway(failed) && !SqlFaults.isHeldUp(failed)) {
            throw failed;
        }
        if (events.size() == 1) {
            return List.of(blamed(events.getFirst().messageId(), failed));
        }
        LOG.warn("event=events.halved n={} cause={}", events.size(), SqlFaults.describe(failed));
        int half = events.size() / 2;
        List<EventOutcome> outcomes = new ArrayList<>(events.size());
        outcomes.addAll(applyHalf(events.subList(0, half), untilNanos));
        outcomes.addAll(applyHalf(events.subList(half, events.size()), untilNanos));
        return outcomes;
    }

    private List<EventOutcome> applyHalf(List<ParsedEvent> events, long untilNanos) {
        if (System.nanoTime() - untilNanos > 0) {
            return events.stream().map(event -> EventOutcome.untried(event.messageId())).toList();
        }
        try {
            return retry.run(() -> applyBatch.run(events, Patience.AFTERWARDS));
        } catch (RuntimeException failed) {
            return afterFault(events, failed, untilNanos);
        }
    }

    private static EventOutcome blamed(MessageId messageId, RuntimeException failed) {
        String cause = SqlFaults.describe(failed);
        if (SqlFaults.isTooSlow(failed)) {
            LOG.error("event=event.failed message_id={} cause={}", messageId, cause);
            return EventOutcome.failed(messageId, "too_slow", true);
        }
        if (SqlFaults.isHeldUp(failed)) {
            LOG.warn("event=event.blocked message_id={} cause={}", messageId, cause);
            return EventOutcome.blocked(messageId, "blocked");
        }
        LOG.error("event=event.failed message_id={} cause={}", messageId, cause);
        return EventOutcome.failed(messageId, "internal", !SqlFaults.isAboutValues(failed));
    }

    private ParsedEvent parse(EventDelivery delivery) {
        @Nullable JsonNode body = body(delivery);
        ClerkEvent event =
                body == null
                        ? new ClerkEvent.Unusable("not_json")
                        : ClerkEventParser.parse(delivery.type(), body, delivery.receivedAt());
        return new ParsedEvent(delivery.messageId(), event);
    }

    private @Nullable JsonNode body(EventDelivery delivery) {
        try {
            return json.readValue(delivery.payload(), JsonNode.class);
        } catch (IOException | RuntimeException notJson) { // the mapper throws both
            return null;
        }
    }

    private static void log(List<EventDelivery> deliveries, List<EventOutcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            EventOutcome outcome = outcomes.get(i);
            boolean settled =
                    switch (outcome.result()) {
                        case APPLIED, STALE, DUPLICATE, IGNORED -> true;
                        case FAILED, BLOCKED, UNTRIED -> false;
                    };
            LOG.atLevel(settled ? Level.DEBUG : Level.INFO)
                    .log(
                            "event=event.applied message_id={} type={} result={} code={}",
                            outcome.messageId(),
                            deliveries.get(i).type(),
                            outcome.result(),
                            outcome.code());
        }
        LOG.info(
                "event=events.applied n={} applied={} stale={} duplicate={} ignored={} failed={}"
                        + " blocked={} untried={}",
                outcomes.size(),
                count(outcomes, EventOutcome.Result.APPLIED),
                count(outcomes, EventOutcome.Result.STALE),
                count(outcomes, EventOutcome.Result.DUPLICATE),
                count(outcomes, EventOutcome.Result.IGNORED),
                count(outcomes, EventOutcome.Result.FAILED),
                count(outcomes, EventOutcome.Result.BLOCKED),
                count(outcomes, EventOutcome.Result.UNTRIED));
    }

    private static long count(List<EventOutcome> outcomes, EventOutcome.Result result) {
        return outcomes.stream().filter(outcome -> outcome.result() == result).count();
    }
}
