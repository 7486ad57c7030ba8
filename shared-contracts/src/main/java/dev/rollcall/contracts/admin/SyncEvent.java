package dev.rollcall.contracts.admin;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one webhook message did to one row. Kept for 120 days.
 *
 * @param outcome {@code applied}, {@code stale} or {@code ignored}
 * @param reason why it changed nothing; null if it did
 * @param versionBefore Clerk's {@code updated_at} of the row in ms, null if there was none
 * @param versionAfter the same afterwards; null after a deletion
 */
@Serdeable
public record SyncEvent(
        String messageId,
        @Nullable String type,
        Instant appliedAt,
        String outcome,
        @Nullable String reason,
        @Nullable Long versionBefore,
        @Nullable Long versionAfter) {}
