package dev.rollcall.identity.change;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import java.time.Instant;

/**
 * Something that whoever remembers a person, an organisation or a token has to hear. Ids only: the
 * feed carries no personal detail.
 */
public sealed interface Change {

    /** When it happened at Clerk: a token issued up to then is refused by a revocation. */
    Instant at();

    /** A row of a person changed: forget what is cached. */
    record UserChanged(ClerkUserId user, Instant at) implements Change {}

    /** Banned or deleted: no token of theirs counts any more until {@link UserReadmitted}. */
    record UserRevoked(ClerkUserId user, Instant at) implements Change {}

    /** No longer banned, or seen again after absence. */
    record UserReadmitted(ClerkUserId user, Instant at) implements Change {}

    /** Revoked, ended or removed: its tokens are refused for ever. */
    record SessionRevoked(ClerkSessionId session, ClerkUserId user, Instant at) implements Change {}

    /** The role there changed, or the membership is new: forget what is cached of the person. */
    record MembershipChanged(ClerkOrgId org, ClerkUserId user, Instant at) implements Change {}

    /** Removed or lowered: their tokens for this organisation issued up to then are refused. */
    record MembershipRevoked(ClerkOrgId org, ClerkUserId user, Instant at) implements Change {}

    /** Name, slug or image of an organisation changed, or it is gone. */
    record OrgChanged(ClerkOrgId org, Instant at) implements Change {}
}
