package dev.rollcall.contracts.admin;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An organisation of the mirror as an administrator sees it, the deleted and the absent too.
 *
 * @param origin {@code clerk}, or {@code local} for a default organisation
 * @param ownerId who created it
 */
@Serdeable
public record OrgRecord(
        OrgId id,
        @Nullable ClerkOrgId clerkId,
        String origin,
        String syncStatus,
        @Nullable String name,
        @Nullable String slug,
        @Nullable String imageUrl,
        @Nullable UserId ownerId,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastSyncedAt,
        @Nullable String lastSyncSource,
        @Nullable Instant absentAt,
        @Nullable Instant deletedAt) {

    /**
     * A page, youngest first; {@code next} is the cursor of the following one, null on the last.
     */
    @Serdeable
    public record Page(List<OrgRecord> orgs, @Nullable String next) {

        public Page {
            orgs = List.copyOf(orgs);
        }
    }
}
