package dev.rollcall.contracts.personal;

import io.swagger.v3.oas.annotations.media.Schema;

/** The address of a person's picture: it contains the person's id. */
@Schema(type = "string", format = "uri")
public record PersonalUrl(String value) implements PersonalDatum {

    @Override
    public String toString() {
        return MASK;
    }
}
