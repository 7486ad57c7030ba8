package dev.rollcall.identity.invitation;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code identity.invitations} with its organisation's id at Clerk. */
@MappedEntity("invitations")
record InvitationRow(
        @Id UUID id,
        String clerkId,
        String orgClerkId,
        String role,
        String status,
        @Nullable Instant clerkCreatedAt,
        @Nullable Instant expiresAt,
        long versionUpdatedMs,
        long versionObservedMs,
        long versionHash,
        Instant updatedAt) {}
