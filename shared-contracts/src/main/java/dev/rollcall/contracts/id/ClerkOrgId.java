package dev.rollcall.contracts.id;

/** Clerk's id of an organisation, {@code org_...}. */
public record ClerkOrgId(String value) {

    public ClerkOrgId {
        ClerkId.check("org_", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
