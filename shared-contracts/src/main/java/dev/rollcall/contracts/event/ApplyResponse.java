package dev.rollcall.contracts.event;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** What became of each event of an {@link ApplyRequest}, in its order. */
@Serdeable
public record ApplyResponse(List<EventOutcome> outcomes) {

    public ApplyResponse {
        outcomes = List.copyOf(outcomes);
    }
}
