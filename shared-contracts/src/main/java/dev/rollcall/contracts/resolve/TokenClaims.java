package dev.rollcall.contracts.resolve;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalUrl;
import dev.rollcall.contracts.personal.StorableText;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a verified session token says about its subject: hints, for they carry no version of the
 * Clerk object. Null means that the token has no such claim.
 *
 * @param issuedAt the token's {@code iat}, in whole seconds
 * @param role application role from public metadata; never from unsafe metadata
 * @param orgRole role in the active organisation, normalised without {@code org:}
 */
@Serdeable
public record TokenClaims(
        Instant issuedAt,
        @Nullable EmailAddress email,
        @Nullable PersonName firstName,
        @Nullable PersonName lastName,
        @Nullable PersonName username,
        @Nullable PersonalUrl imageUrl,
        @Nullable String role,
        @Nullable ClerkOrgId orgId,
        @Nullable String orgRole) {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** A claim that cannot be kept says nothing: a template may put anything into a token. */
    public TokenClaims {
        if (issuedAt.isBefore(Instant.EPOCH) || issuedAt.isAfter(LATEST)) {
            throw new IllegalArgumentException("no time that a token can be issued at");
        }
        email = email != null && StorableText.isFit(email.value()) ? email : null;
        firstName = fit(firstName);
        lastName = fit(lastName);
        username = fit(username);
        imageUrl = imageUrl != null && StorableText.isFit(imageUrl.value()) ? imageUrl : null;
        role = fit(role);
        orgRole = fit(orgRole);
    }

    private static @Nullable PersonName fit(@Nullable PersonName name) {
        return name != null && StorableText.isFit(name.value()) ? name : null;
    }

    private static @Nullable String fit(@Nullable String text) {
        return text != null && StorableText.isFit(text) ? text : null;
    }
}
