package dev.rollcall.contracts.admin;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one look at Clerk did to one row. Kept for 120 days.
 *
 * @param source {@code webhook}, {@code request}, {@code reconciliation} or {@code manual}
 * @param messageId the webhook message, if it was one
 * @param change {@code stubbed}, {@code created}, {@code updated}, {@code confirmed}, {@code
 *     missed} or {@code deleted}; null if nothing changed
 * @param reason why nothing changed; null if something did
 * @param fields names of what changed, never its values
 * @param versionBefore Clerk's {@code updated_at} of the row in ms, null if there was none
 * @param versionAfter the same afterwards; null after a deletion
 */
@Serdeable
public record SyncEvent(
        Instant at,
        String source,
        @Nullable String messageId,
        @Nullable String change,
        @Nullable String reason,
        List<String> fields,
        @Nullable Long versionBefore,
        @Nullable Long versionAfter) {

    public SyncEvent {
        fields = List.copyOf(fields);
    }
}
