package dev.rollcall.webhook.event;

import dev.rollcall.contracts.admin.WebhookEvent;
import dev.rollcall.contracts.admin.WebhookEventDetail;
import dev.rollcall.contracts.admin.WebhookEventDetail.Step;
import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.webhook.delivery.Attempt;
import dev.rollcall.webhook.delivery.Timeline;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event with its way through the house. Thread-safe. */
@Singleton
final class ReadEvent {

    private final EventRepository events;
    private final Timeline timeline;

    ReadEvent(EventRepository events, Timeline timeline) {
        this.events = events;
        this.timeline = timeline;
    }

    WebhookEventDetail run(String id) {
        EventRow row = get(id);
        EventRow.Bytes payload = row.payload();
        return new WebhookEventDetail(
                row.event(),
                steps(row),
                row.secretIndex(),
                row.conflictingCopies(),
                row.requestId() == null ? null : new RequestId(row.requestId()),
                payload == null ? null : payload.length(),
                payload == null ? null : PayloadMask.of(payload.octets()).orElse(null));
    }

    /** Throws ProblemException 404 where there is none, or none any more. */
    EventRow get(String id) {
        if (MessageId.isValid(id)) {
            return events.find(new MessageId(id)).orElseThrow(ReadEvent::missing);
        }
        throw missing();
    }

    private List<Step> steps(EventRow row) {
        WebhookEvent event = row.event();
        List<Step> steps = new ArrayList<>();
        add(steps, "occurred", event.occurredAt());
        add(steps, "received", event.receivedAt());
        add(steps, "committed", row.committedAt());
        timeline.read(row.timeline()).forEach(attempt -> steps.add(step(attempt)));
        add(steps, "applied", event.appliedAt());
        return steps;
    }

    private static void add(List<Step> steps, String step, @Nullable Instant at) {
        if (at != null) {
            steps.add(Step.of(step, at));
        }
    }

    private static Step step(Attempt attempt) {
        return new Step(
                "attempted",
                attempt.at(),
                attempt.millis(),
                attempt.outcome(),
                attempt.code(),
                attempt.effect());
    }

    private static ProblemException missing() {
        return new ProblemException(
                ProblemCode.NOT_FOUND, "There is no such message, or its time here is over.");
    }
}
