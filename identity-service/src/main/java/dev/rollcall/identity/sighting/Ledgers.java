package dev.rollcall.identity.sighting;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.identity.invitation.InvitationFacts;
import dev.rollcall.identity.membership.LiveMemberships;
import dev.rollcall.identity.membership.MembershipFacts;
import dev.rollcall.identity.mirror.Entry;
import dev.rollcall.identity.mirror.Ledger;
import dev.rollcall.identity.organization.OrgFacts;
import dev.rollcall.identity.session.SessionFacts;
import dev.rollcall.identity.user.UserFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that a batch may touch, as read under its locks. Not thread safe: one transaction. */
final class Ledgers {

    final Ledger<UserFacts> users = new Ledger<>();
    final Ledger<OrgFacts> orgs = new Ledger<>();
    final Ledger<MembershipFacts> memberships = new Ledger<>();
    final Ledger<SessionFacts> sessions = new Ledger<>();
    final Ledger<InvitationFacts> invitations = new Ledger<>();

    /** Memberships in default organisations of people who are being deleted. */
    final List<LiveMemberships.Local> local = new ArrayList<>();

    /** Rows of organisations that are only read for a membership that ends with its person. */
    private final Map<String, UUID> otherOrgs = new HashMap<>();

    void add(LiveMemberships live) {
        local.addAll(live.local());
        for (LiveMemberships.Mirrored mirrored : live.mirrored()) {
            Entry<MembershipFacts> entry = mirrored.entry();
            MembershipFacts facts = entry.facts();
            if (facts != null) {
                otherOrgs.put(facts.orgId().value(), mirrored.orgId());
            }
            memberships.addAll(List.of(entry));
        }
    }

    /** What a sighting is about. */
    Entry<?> entry(Sighting sighting) {
        return switch (sighting) {
            case Sighting.OfUser user -> users.get(user.id().value());
            case Sighting.OfOrg org -> orgs.get(org.id().value());
            case Sighting.OfMembership membership -> memberships.get(membership.id().value());
            case Sighting.OfSession session -> sessions.get(session.id().value());
            case Sighting.OfInvitation invitation -> invitations.get(invitation.id().value());
        };
    }

    OrgId orgId(ClerkOrgId org) {
        UUID other = otherOrgs.get(org.value());
        return new OrgId(
                orgs.has(org.value()) || other == null ? orgs.get(org.value()).id() : other);
    }

    UUID userId(ClerkUserId user) {
        return users.get(user.value()).id();
    }

    /** Null for somebody deleted, and for whom this batch does not name. */
    @Nullable UUID ownerId(ClerkUserId owner) {
        return users.has(owner.value()) && !users.get(owner.value()).isGone()
                ? userId(owner)
                : null;
    }
}
