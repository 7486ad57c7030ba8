package dev.rollcall.contracts.audit;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Up to {@value #MOST_ENTRIES} entries; the answer has one outcome for each, in the same order. */
@Serdeable
public record AppendRequest(List<AuditEntry> entries) {

    public static final int MOST_ENTRIES = 500;

    public AppendRequest {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("1 to " + MOST_ENTRIES + " entries a call");
        }
    }
}
