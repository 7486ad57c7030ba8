package dev.rollcall.contracts.personal;

import io.swagger.v3.oas.annotations.media.Schema;

/** A first name, last name or user name. */
@Schema(type = "string")
public record PersonName(String value) implements PersonalDatum {

    @Override
    public String toString() {
        return MASK;
    }
}
