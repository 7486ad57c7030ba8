package dev.rollcall.contracts.id;

import io.swagger.v3.oas.annotations.media.Schema;

/** Clerk's id of a user, {@code user_...}; a pseudonym, so still personal data. */
@Schema(type = "string", pattern = "^user_")
public record ClerkUserId(String value) {

    public ClerkUserId {
        ClerkId.check("user_", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
