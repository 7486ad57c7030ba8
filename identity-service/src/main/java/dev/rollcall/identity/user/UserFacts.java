package dev.rollcall.identity.user;

import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalDatum;
import dev.rollcall.contracts.personal.PersonalUrl;
import dev.rollcall.identity.mirror.ChangedFields;
import dev.rollcall.identity.mirror.Facts;
import dev.rollcall.identity.mirror.FactsHash;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the mirror keeps of a Clerk user. Null is a value: Clerk knows that there is none.
 *
 * @param email the primary address, found by id
 * @param role {@code public_metadata.role}
 * @param authProvider how the person signs in, for example {@code google}, {@code password}
 */
public record UserFacts(
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
        @Nullable Instant createdAt)
        implements Facts<UserFacts> {

    @Override
    public long hash() {
        return FactsHash.of(
                text(email),
                emailVerified,
                text(firstName),
                text(lastName),
                text(username),
                text(imageUrl),
                role,
                banned,
                locked,
                externalId,
                authProvider,
                createdAt);
    }

    @Override
    public List<String> changedFields(UserFacts before) {
        return new ChangedFields()
                .compare("email", before.email, email)
                .compare("email_verified", before.emailVerified, emailVerified)
                .compare("first_name", before.firstName, firstName)
                .compare("last_name", before.lastName, lastName)
                .compare("username", before.username, username)
                .compare("image_url", before.imageUrl, imageUrl)
                .compare("role", before.role, role)
                .compare("banned", before.banned, banned)
                .compare("locked", before.locked, locked)
                .compare("external_id", before.externalId, externalId)
                .compare("auth_provider", before.authProvider, authProvider)
                .compare("created_at", before.createdAt, createdAt)
                .names();
    }

    private static @Nullable String text(@Nullable PersonalDatum datum) {
        return datum == null ? null : datum.value();
    }
}
