package dev.rollcall.contracts.personal;

/**
 * Text that PostgreSQL keeps as it is: not endless, no NUL, which it refuses, and no lone
 * surrogate, which it would store as another character. Pure.
 */
public final class StorableText {

    /** In characters; no detail of a person that we keep needs more. */
    public static final int LONGEST = 2048;

    private StorableText() {}

    public static boolean isFit(String text) {
        return text.length() <= LONGEST && hasFaithfulCharacters(text);
    }

    public static boolean hasFaithfulCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
