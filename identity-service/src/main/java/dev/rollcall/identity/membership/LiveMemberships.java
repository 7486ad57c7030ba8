package dev.rollcall.identity.membership;

import dev.rollcall.identity.mirror.Entry;
import java.util.List;
import java.util.UUID;

/** Memberships that end with a parent: Clerk's and those of default organisations. */
public record LiveMemberships(List<Mirrored> mirrored, List<Local> local) {

    /** One of Clerk's, and the row of its organisation. */
    public record Mirrored(Entry<MembershipFacts> entry, UUID orgId) {}

    /** The owner's in a default organisation. */
    public record Local(UUID id, UUID orgId, UUID userId, String role) {}
}
