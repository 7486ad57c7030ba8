package dev.rollcall.contracts.resolve;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalUrl;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person as our own database has them.
 *
 * @param handle the unique name they are shown by, ours and never changed; null while details are
 *     on their way
 * @param role application role from the mirror
 * @param syncStatus {@code pending} (details on their way), {@code active} or {@code error}
 * @param authProvider how the person signs in at Clerk, for example {@code email} or {@code google}
 */
@Serdeable
public record LocalUser(
        UserId id,
        ClerkUserId clerkId,
        @Nullable EmailAddress email,
        @Nullable PersonName firstName,
        @Nullable PersonName lastName,
        @Nullable PersonName username,
        @Nullable PersonName handle,
        @Nullable PersonalUrl imageUrl,
        String role,
        String syncStatus,
        @Nullable String authProvider,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastSyncedAt) {}
