package dev.rollcall.stack.schema;

import java.util.Comparator;
import java.util.Locale;

/**
 * One thing of a schema, told as the statement that would make it.
 *
 * @param name what to call it in a message; with the kind it is unique
 */
record SchemaFact(Kind kind, String name, String statement) implements Comparable<SchemaFact> {

    /** In the order in which things can be made. */
    enum Kind {
        TABLE,
        COLUMN,
        CONSTRAINT,
        INDEX,
        FUNCTION,
        VIEW,
        TRIGGER,
        OWNER,
        RLS,
        POLICY,
        GRANT,
        PUBLICATION;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind ofWire(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    private static final Comparator<SchemaFact> ORDER =
            Comparator.comparing(SchemaFact::kind)
                    .thenComparing(SchemaFact::needsAKey)
                    .thenComparing(SchemaFact::name);

    private boolean needsAKey() {
        return statement.contains(" FOREIGN KEY ");
    }

    /** PostgreSQL's versions break lines of one definition differently. */
    boolean saysTheSameAs(SchemaFact other) {
        return flat(statement).equals(flat(other.statement));
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    @Override
    public int compareTo(SchemaFact other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.wire() + ' ' + name;
    }
}
