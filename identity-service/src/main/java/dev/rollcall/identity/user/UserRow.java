package dev.rollcall.identity.user;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code identity.users}; personal data, so its text says only which row it is. */
@MappedEntity("users")
public record UserRow(
        @Id UUID id,
        @Nullable String clerkId,
        String syncStatus,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String username,
        @Nullable String imageUrl,
        @Nullable String role,
        boolean banned,
        boolean locked,
        @Nullable String externalId,
        @Nullable String authProvider,
        @Nullable Instant clerkCreatedAt,
        @Nullable Long versionUpdatedMs,
        @Nullable Long versionObservedMs,
        @Nullable Long versionHash,
        @Nullable Instant absentAt,
        @Nullable Instant claimIat,
        @Nullable String claimEmail,
        @Nullable String claimFirstName,
        @Nullable String claimLastName,
        @Nullable String claimUsername,
        @Nullable String claimImageUrl,
        @Nullable String claimRole,
        @Nullable Long contradictedHash,
        @Nullable Instant lastSyncedAt,
        @Nullable String lastSyncSource,
        int syncAttempts,
        Instant createdAt,
        Instant updatedAt) {

    @Override
    public String toString() {
        return "UserRow[" + id + ']';
    }
}
