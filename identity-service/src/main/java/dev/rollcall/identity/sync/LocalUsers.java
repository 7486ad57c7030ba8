package dev.rollcall.identity.sync;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalUrl;
import dev.rollcall.contracts.resolve.LocalUser;
import dev.rollcall.identity.user.UserRow;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row as others see it: each claimed value where the token was younger than the row's
 * observation, Clerk's own everywhere else. Pure.
 */
final class LocalUsers {

    private LocalUsers() {}

    static LocalUser of(ResolvedUser user, String defaultRole) {
        UserRow row = user.row();
        String handle = user.handle();
        boolean claims = claimsAreYounger(row);
        return new LocalUser(
                new UserId(row.id()),
                new ClerkUserId(Objects.requireNonNull(row.clerkId())),
                visible(claims, row.claimEmail(), row.email(), EmailAddress::new),
                visible(claims, row.claimFirstName(), row.firstName(), PersonName::new),
                visible(claims, row.claimLastName(), row.lastName(), PersonName::new),
                visible(claims, row.claimUsername(), row.username(), PersonName::new),
                handle == null ? null : new PersonName(handle),
                visible(claims, row.claimImageUrl(), row.imageUrl(), PersonalUrl::new),
                Optional.ofNullable(row.role()).orElse(defaultRole),
                row.syncStatus(),
                row.authProvider(),
                row.createdAt(),
                row.updatedAt(),
                row.lastSyncedAt());
    }

    /** Whether Clerk was last seen without this person. */
    static boolean isAbsent(UserRow row) {
        Instant absentAt = row.absentAt();
        Long observedMs = row.versionObservedMs();
        return absentAt != null && (observedMs == null || absentAt.toEpochMilli() > observedMs);
    }

    /** Whether Clerk issued a token after it was last seen without this person. */
    static boolean isSeenAgain(UserRow row, Instant issuedAt) {
        Instant absentAt = row.absentAt();
        return isAbsent(row) && absentAt != null && issuedAt.isAfter(absentAt);
    }

    private static boolean claimsAreYounger(UserRow row) {
        Instant issuedAt = row.claimIat();
        Long observedMs = row.versionObservedMs();
        if (issuedAt == null) {
            return false;
        }
        return observedMs == null || issuedAt.toEpochMilli() > observedMs;
    }

    private static <T> @Nullable T visible(
            boolean claims,
            @Nullable String claimed,
            @Nullable String mirrored,
            Function<String, T> type) {
        String value = claims && claimed != null ? claimed : mirrored;
        return value == null ? null : type.apply(value);
    }
}
