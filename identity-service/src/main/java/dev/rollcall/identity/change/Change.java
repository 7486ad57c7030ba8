package dev.rollcall.identity.change;

import dev.rollcall.contracts.change.ChangeEntry;
import dev.rollcall.contracts.change.ChangeKind;
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

    /** As followers hear it. */
    default ChangeEntry entry() {
        return switch (this) {
            case UserChanged(var user, var at) ->
                    new ChangeEntry(ChangeKind.USER_CHANGED, user, null, null, at);
            case UserRevoked(var user, var at) ->
                    new ChangeEntry(ChangeKind.USER_REVOKED, user, null, null, at);
            case UserReadmitted(var user, var at) ->
                    new ChangeEntry(ChangeKind.USER_READMITTED, user, null, null, at);
            case SessionRevoked(var session, var user, var at) ->
                    new ChangeEntry(ChangeKind.SESSION_REVOKED, user, null, session, at);
            case MembershipChanged(var org, var user, var at) ->
                    new ChangeEntry(ChangeKind.MEMBERSHIP_CHANGED, user, org, null, at);
            case MembershipRevoked(var org, var user, var at) ->
                    new ChangeEntry(ChangeKind.MEMBERSHIP_REVOKED, user, org, null, at);
            case OrgChanged(var org, var at) ->
                    new ChangeEntry(ChangeKind.ORG_CHANGED, null, org, null, at);
        };
    }

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
