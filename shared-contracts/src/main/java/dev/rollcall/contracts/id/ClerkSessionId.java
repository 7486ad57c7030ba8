package dev.rollcall.contracts.id;

/** Clerk's id of a session, {@code sess_...}. */
public record ClerkSessionId(String value) {

    public ClerkSessionId {
        ClerkId.check("sess_", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
