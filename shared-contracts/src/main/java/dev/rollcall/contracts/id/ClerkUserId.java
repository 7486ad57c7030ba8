package dev.rollcall.contracts.id;

/** Clerk's id of a user, {@code user_...}; a pseudonym, so still personal data. */
public record ClerkUserId(String value) {

    public ClerkUserId {
        ClerkId.check("user_", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
