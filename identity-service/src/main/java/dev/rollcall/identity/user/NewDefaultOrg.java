package dev.rollcall.identity.user;

import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import java.util.UUID;

/**
 * The organisation that a person gets when they first become present, in the same transaction. It
 * is ours, not Clerk's: reconciliation and rebuild leave it alone, and it is erased with its owner.
 */
public record NewDefaultOrg(OrgId id, UUID membershipId, UserId owner) {

    public static final String OWNER_ROLE = "admin";
}
