package dev.rollcall.contracts.personal;

/**
 * A value that says something about a person. Its {@code toString} is masked, so that a log line,
 * an exception or a record that contains it says nothing; {@link #value()} is where it leaves on
 * purpose.
 */
public sealed interface PersonalDatum permits EmailAddress, PersonName, PersonalUrl {

    String value();

    /** What every implementation's {@code toString} returns. */
    String MASK = "***";
}
