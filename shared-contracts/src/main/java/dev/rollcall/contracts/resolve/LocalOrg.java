package dev.rollcall.contracts.resolve;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.OrgId;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * An organisation and the user's role in it.
 *
 * @param clerkId null for an organisation of our own (the personal default)
 * @param role normalised without {@code org:}
 */
@Serdeable
public record LocalOrg(
        OrgId id,
        @Nullable ClerkOrgId clerkId,
        @Nullable String name,
        @Nullable String slug,
        String role) {}
