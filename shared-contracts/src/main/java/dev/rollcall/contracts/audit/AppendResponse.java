package dev.rollcall.contracts.audit;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;

/**
 * What became of each entry of an {@link AppendRequest}; all are committed when this is answered.
 */
@Serdeable
public record AppendResponse(List<AppendOutcome> outcomes) {

    public AppendResponse {
        outcomes = List.copyOf(outcomes);
    }

    /** The outcome for the entry with this id. */
    @Serdeable
    public record AppendOutcome(UUID id, Result result) {}

    /** Stored; stored before; the id is taken by another content; it names an erased person. */
    @Serdeable
    public enum Result {
        STORED,
        REPEATED,
        CONFLICT,
        SUBJECT_ERASED
    }
}
