package dev.rollcall.contracts.personal;

/** A first name, last name or user name. */
public record PersonName(String value) implements PersonalDatum {

    @Override
    public String toString() {
        return MASK;
    }
}
