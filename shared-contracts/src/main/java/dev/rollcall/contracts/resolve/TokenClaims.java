package dev.rollcall.contracts.resolve;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalUrl;
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
        @Nullable String orgRole) {}
