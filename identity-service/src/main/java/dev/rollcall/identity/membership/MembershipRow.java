package dev.rollcall.identity.membership;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code identity.memberships} with its parents' ids at Clerk, which are null once the
 * parent is deleted.
 */
@MappedEntity("memberships")
record MembershipRow(
        @Id UUID id,
        @Nullable String clerkId,
        UUID orgId,
        UUID userId,
        @Nullable String orgClerkId,
        @Nullable String userClerkId,
        String role,
        Instant clerkCreatedAt,
        @Nullable Long versionUpdatedMs,
        @Nullable Long versionObservedMs,
        @Nullable Long versionHash,
        @Nullable Instant absentAt,
        @Nullable Instant deletedAt,
        Instant createdAt,
        Instant updatedAt) {}
