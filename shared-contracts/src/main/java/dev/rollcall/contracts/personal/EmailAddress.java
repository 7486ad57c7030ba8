package dev.rollcall.contracts.personal;

/** An e-mail address as Clerk spells it. */
public record EmailAddress(String value) implements PersonalDatum {

    @Override
    public String toString() {
        return MASK;
    }
}
