package dev.rollcall.contracts.id;

/** Clerk's id of one membership, {@code orgmem_...}; a person added again gets another. */
public record ClerkMembershipId(String value) {

    public ClerkMembershipId {
        ClerkId.check("orgmem_", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
