package dev.rollcall.identity.writethrough;

/**
 * What a patch does to a field: absent, null and a text are three things; an empty text is none.
 */
sealed interface TextChange {

    /** Not mentioned. */
    record Unchanged() implements TextChange {}

    /** Null: it has no value any more. */
    record Cleared() implements TextChange {}

    record Changed(String value) implements TextChange {

        @Override
        public String toString() {
            return "Changed";
        }
    }

    default boolean isMentioned() {
        return !(this instanceof Unchanged);
    }
}
