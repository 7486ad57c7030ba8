package dev.rollcall.identity.organization;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code identity.orgs}.
 *
 * @param ownerClerkId the owner's id at Clerk, read through the owner's row
 */
@MappedEntity("orgs")
record OrgRow(
        @Id UUID id,
        @Nullable String clerkId,
        @Nullable String name,
        @Nullable String slug,
        @Nullable String imageUrl,
        @Nullable UUID ownerId,
        @Nullable String ownerClerkId,
        @Nullable Instant clerkCreatedAt,
        @Nullable Long versionUpdatedMs,
        @Nullable Long versionObservedMs,
        @Nullable Long versionHash,
        @Nullable Instant absentAt,
        String syncStatus,
        @Nullable Instant lastSyncedAt,
        @Nullable String lastSyncSource,
        Instant createdAt,
        Instant updatedAt) {}
