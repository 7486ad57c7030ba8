package dev.rollcall.identity.sync;

import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.identity.user.UserRow;

/**
 * The role of one request. A claim that allows less applies at once; one that allows more must be
 * confirmed by Clerk's own object first. Pure.
 */
sealed interface EffectiveRole {

    record Granted(String role) implements EffectiveRole {}

    /** The token claims more than the mirror knows, and nobody has contradicted it yet. */
    record Unconfirmed(String claimed) implements EffectiveRole {}

    static EffectiveRole of(UserRow row, TokenClaims claims, ClaimCheck check, String defaultRole) {
        String role = row.role();
        String mirrored = role == null ? defaultRole : role;
        String claimed = claims.role();
        if (claimed == null) {
            return new Granted(mirrored);
        }
        int order = Role.compare(claimed, mirrored);
        if (order < 0) {
            return new Granted(claimed);
        }
        return switch (check) {
            case SAME, OLDER, CONTRADICTED -> new Granted(mirrored);
            case DIFFERENT -> order > 0 ? new Unconfirmed(claimed) : new Granted(mirrored);
        };
    }
}
