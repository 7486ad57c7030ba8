package dev.rollcall.identity.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code identity.sessions}. */
@MappedEntity("sessions")
record SessionRow(
        @Id UUID id,
        String clerkId,
        String userClerkId,
        String status,
        @Nullable Instant clerkCreatedAt,
        @Nullable Instant expiresAt,
        long versionUpdatedMs,
        long versionObservedMs,
        long versionHash,
        Instant updatedAt) {}
