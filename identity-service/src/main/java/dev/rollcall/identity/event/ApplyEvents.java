package dev.rollcall.identity.event;

import dev.rollcall.contracts.event.ApplyRequest;
import dev.rollcall.contracts.event.ApplyResponse;
import dev.rollcall.contracts.event.EventDelivery;
import dev.rollcall.contracts.event.EventOutcome;
import dev.rollcall.identity.mirror.SqlFaults;
import dev.rollcall.identity.mirror.TransactionRetry;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a batch, each event all-or-nothing for itself: one that cannot be used or fails does not
 * hold up its neighbours. Only when the database is away does the whole call fail, as 503.
 */
@Singleton
final class ApplyEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ApplyEvents.class);

    private final ApplyEvent applyEvent;
    private final TransactionRetry retry;
    private final ObjectMapper json;

    ApplyEvents(ApplyEvent applyEvent, TransactionRetry retry, ObjectMapper json) {
        this.applyEvent = applyEvent;
        this.retry = retry;
        this.json = json;
    }

    ApplyResponse run(ApplyRequest request) {
        List<EventOutcome> outcomes = new ArrayList<>(request.events().size());
        for (EventDelivery delivery : request.events()) {
            EventOutcome outcome = apply(delivery);
            LOG.info(
                    "event=event.applied message_id={} type={} result={} code={}",
                    delivery.messageId(),
                    delivery.type(),
                    outcome.result(),
                    outcome.code());
            outcomes.add(outcome);
        }
        return new ApplyResponse(outcomes);
    }

    private EventOutcome apply(EventDelivery delivery) {
        try {
            ClerkEvent event = parse(delivery);
            return event instanceof ClerkEvent.Unusable unusable
                    ? EventOutcome.failed(delivery.messageId(), unusable.code(), false)
                    : retry.run(() -> applyEvent.run(delivery, event));
        } catch (RuntimeException failed) {
            if (SqlFaults.isAway(failed)) {
                throw failed;
            }
            LOG.error(
                    "event=event.failed message_id={} cause={}",
                    delivery.messageId(),
                    SqlFaults.describe(failed));
            return EventOutcome.failed(delivery.messageId(), "internal", true);
        }
    }

    private ClerkEvent parse(EventDelivery delivery) {
        @Nullable JsonNode body = body(delivery);
        return body == null
                ? new ClerkEvent.Unusable("not_json")
                : ClerkEventParser.parse(delivery.type(), body, delivery.receivedAt());
    }

    private @Nullable JsonNode body(EventDelivery delivery) {
        try {
            return json.readValue(delivery.payload(), JsonNode.class);
        } catch (IOException | RuntimeException notJson) { // the mapper throws both
            return null;
        }
    }
}
