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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Applies a batch: together first, and if that cannot be done each event for itself, so that one
 * that cannot be used or fails does not hold up its neighbours. Only when the database is away does
 * the whole call fail, as 503; what was committed until then is a duplicate next time.
 */
@Singleton
final class ApplyEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ApplyEvents.class);

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
            return retry.run(() -> applyBatch.run(events));
        } catch (RuntimeException failed) {
            if (SqlFaults.isAway(failed)) {
                throw failed;
            }
            return afterFault(events, failed);
        }
    }

    private List<EventOutcome> afterFault(List<ParsedEvent> events, RuntimeException failed) {
        String cause = SqlFaults.describe(failed);
        if (events.size() > 1) {
            LOG.warn("event=events.one_by_one n={} cause={}", events.size(), cause);
            return events.stream().flatMap(event -> apply(List.of(event)).stream()).toList();
        }
        MessageId messageId = events.getFirst().messageId();
        LOG.error("event=event.failed message_id={} cause={}", messageId, cause);
        boolean retryable = !SqlFaults.isAboutValues(failed);
        return List.of(EventOutcome.failed(messageId, "internal", retryable));
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
            boolean failed = outcome.result() == EventOutcome.Result.FAILED;
            LOG.atLevel(failed ? Level.INFO : Level.DEBUG)
                    .log(
                            "event=event.applied message_id={} type={} result={} code={}",
                            outcome.messageId(),
                            deliveries.get(i).type(),
                            outcome.result(),
                            outcome.code());
        }
        LOG.info(
                "event=events.applied n={} applied={} stale={} duplicate={} ignored={} failed={}",
                outcomes.size(),
                count(outcomes, EventOutcome.Result.APPLIED),
                count(outcomes, EventOutcome.Result.STALE),
                count(outcomes, EventOutcome.Result.DUPLICATE),
                count(outcomes, EventOutcome.Result.IGNORED),
                count(outcomes, EventOutcome.Result.FAILED));
    }

    private static long count(List<EventOutcome> outcomes, EventOutcome.Result result) {
        return outcomes.stream().filter(outcome -> outcome.result() == result).count();
    }
}
