package dev.rollcall.contracts.personal;

import io.swagger.v3.oas.annotations.media.Schema;

/** An e-mail address as Clerk spells it. */
@Schema(type = "string", format = "email")
public record EmailAddress(String value) implements PersonalDatum {

    @Override
    public String toString() {
        return MASK;
    }
}
