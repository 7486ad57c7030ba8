package dev.rollcall.contracts.token;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalUrl;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * The person behind a request, as the gateway signed it for one upstream. {@code role} is the
 * effective role of this request; {@code org} is the active organisation, if the session has one
 * and the mirror knows the membership.
 */
@Serdeable
public record AuthenticatedUser(
        UserId id,
        ClerkUserId clerkId,
        ClerkSessionId sessionId,
        RequestId requestId,
        String role,
        String syncStatus,
        @Nullable EmailAddress email,
        @Nullable PersonName firstName,
        @Nullable PersonName lastName,
        @Nullable PersonName username,
        @Nullable PersonalUrl imageUrl,
        @Nullable Org org) {

    /** The active organisation and the role in it, normalised without {@code org:}. */
    @Serdeable
    public record Org(OrgId id, ClerkOrgId clerkId, String role) {}
}
