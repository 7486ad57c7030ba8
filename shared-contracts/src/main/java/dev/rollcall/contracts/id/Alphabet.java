package dev.rollcall.contracts.id;

import java.util.BitSet;

/**
 * A set of ASCII characters, and whether a text is made of them. Every request asks it a dozen
 * times; a regular expression would cost it more than the rest of its check. Immutable.
 */
public final class Alphabet {

    private static final int ASCII = 128;

    /** {@code A-Z a-z 0-9}. */
    public static final Alphabet ALPHANUMERIC = new Alphabet("AZaz09");

    /** {@code A-Z a-z 0-9 _ -}: the digits of base64url. */
    public static final Alphabet BASE64_URL = new Alphabet("AZaz09__--");

    private final boolean[] members = new boolean[ASCII];

    /** Pairs of first and last characters, all ASCII. */
    private Alphabet(String ranges) {
        BitSet set = new BitSet(ASCII);
        for (int i = 0; i < ranges.length(); i += 2) {
            set.set(ranges.charAt(i), ranges.charAt(i + 1) + 1);
        }
        set.stream().forEach(member -> members[member] = true);
    }

    /** Whether everything from {@code start} on, and at least one character, belongs to it. */
    public boolean spells(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ASCII || !members[c]) {
                return false;
            }
        }
        return start < text.length();
    }

    /** The same of a whole text of a length between the two, inclusive. */
    public boolean spells(String text, int shortest, int longest) {
        return text.length() >= shortest && text.length() <= longest && spells(text, 0);
    }
}
