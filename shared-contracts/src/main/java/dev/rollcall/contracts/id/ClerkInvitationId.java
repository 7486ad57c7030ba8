package dev.rollcall.contracts.id;

/** Clerk's id of one invitation to an organisation, {@code orginv_...}. */
public record ClerkInvitationId(String value) {

    public ClerkInvitationId {
        ClerkId.check("orginv_", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
