package dev.rollcall.contracts.event;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Up to {@value #MOST_EVENTS} events; the answer has one outcome for each, in the same order. */
@Serdeable
public record ApplyRequest(List<EventDelivery> events) {

    public static final int MOST_EVENTS = 500;

    public ApplyRequest {
        events = List.copyOf(events);
        if (events.isEmpty() || events.size() > MOST_EVENTS) {
            throw new IllegalArgumentException("1 to " + MOST_EVENTS + " events a call");
        }
    }
}
