package dev.rollcall.contracts.id;

import io.swagger.v3.oas.annotations.media.Schema;

/** Clerk's id of an organisation, {@code org_...}. */
@Schema(type = "string", pattern = "^org_")
public record ClerkOrgId(String value) {

    public ClerkOrgId {
        ClerkId.check("org_", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
