package dev.rollcall.contracts.tenant;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.OrgId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An organisation as one of its members sees it.
 *
 * @param clerkId null for an organisation of our own (the personal default)
 * @param role the reader's own, normalised without {@code org:}
 */
@Serdeable
public record OrgView(
        OrgId id,
        @Nullable ClerkOrgId clerkId,
        @Nullable String name,
        @Nullable String slug,
        @Nullable String imageUrl,
        String role,
        Instant createdAt) {

    /** A page, oldest first; {@code next} is the cursor of the following one, null on the last. */
    @Serdeable
    public record Page(List<OrgView> orgs, @Nullable String next) {

        public Page {
            orgs = List.copyOf(orgs);
        }
    }
}
