package dev.rollcall.contracts.id;

/**
 * The shape of every id Clerk gives: a prefix that names the kind, an underscore, letters and
 * digits. Checked where an id enters, so that what is stored and compared has one spelling.
 */
final class ClerkId {

    private static final int LONGEST = 128;

    private ClerkId() {}

    /** Throws IllegalArgumentException without repeating the value, which may be anything. */
    static void check(String prefix, String value) {
        boolean valid =
                value.length() <= LONGEST
                        && value.startsWith(prefix)
                        && Alphabet.ALPHANUMERIC.spells(value, prefix.length());
        if (!valid) {
            throw new IllegalArgumentException("not an id of the form " + prefix + "...");
        }
    }
}
