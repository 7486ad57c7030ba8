package dev.rollcall.contracts.admin;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalUrl;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person of the mirror as an administrator sees them, the deleted and the absent too.
 *
 * @param clerkId null once deleted, and for somebody who has not arrived at Clerk yet
 * @param role as it stands at Clerk; null where the default role applies
 * @param origin {@code clerk} or {@code local}
 * @param syncStatus {@code pending}, {@code active} or {@code error}
 * @param syncError why the last fetch failed
 * @param absentAt since when Clerk does not know this person; null while it does
 */
@Serdeable
public record UserView(
        UserId id,
        @Nullable ClerkUserId clerkId,
        String origin,
        String syncStatus,
        @Nullable String syncError,
        @Nullable EmailAddress email,
        boolean emailVerified,
        @Nullable PersonName firstName,
        @Nullable PersonName lastName,
        @Nullable PersonName username,
        @Nullable PersonalUrl imageUrl,
        @Nullable String role,
        boolean banned,
        boolean locked,
        @Nullable String externalId,
        @Nullable String authProvider,
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
    public record Page(List<UserView> users, @Nullable String next) {

        public Page {
            users = List.copyOf(users);
        }
    }
}
