package dev.rollcall.contracts.personal;

/** The address of a person's picture: it contains the person's id. */
public record PersonalUrl(String value) implements PersonalDatum {

    @Override
    public String toString() {
        return MASK;
    }
}
