package dev.rollcall.stack.schema;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The statements that take one difference away. What is missing is made in a way that lets writers
 * go on: indexes concurrently, constraints first unvalidated, keys from an index made before. What
 * is more than there should be is only taken away if it lets strangers in. Pure.
 */
final class SchemaRepair {

    private static final Pattern KEY =
            Pattern.compile(
                    "ALTER TABLE (\\S+) ADD CONSTRAINT (\\S+) (PRIMARY KEY|UNIQUE)( \\(.*\\))");
    private static final Pattern CHECKED =
            Pattern.compile(
                    "(?s)ALTER TABLE (\\S+) ADD CONSTRAINT (\\S+) (?:CHECK|FOREIGN KEY) .*");
    private static final Pattern POLICY = Pattern.compile("(?s)CREATE POLICY (\\S+) ON (\\S+) .*");
    private static final Pattern TRIGGER =
            Pattern.compile("(?s)CREATE TRIGGER (\\S+) .* ON (\\S+) .*");

    private static final Pattern STRANGERS = Pattern.compile(" TO (PUBLIC|anon|authenticated)$");

    private SchemaRepair() {}

    /** None if it takes a person: what went missing may have held data. */
    static List<String> statements(SchemaDifference difference) {
        return switch (difference) {
            case SchemaDifference.Missing(SchemaFact fact) -> make(fact);
            case SchemaDifference.Altered(SchemaFact fact, SchemaFact live) -> replace(fact);
            case SchemaDifference.Extra(SchemaFact fact) -> shut(fact);
        };
    }

    private static List<String> make(SchemaFact fact) {
        return switch (fact.kind()) {
            case CONSTRAINT -> constraint(fact.statement());
            case INDEX -> index(fact.statement());
            case TABLE, COLUMN ->
                    List.of(
                            fact.statement()
                                    .replace("CREATE TABLE ", "CREATE TABLE IF NOT EXISTS ")
                                    .replace(" ADD COLUMN ", " ADD COLUMN IF NOT EXISTS "));
            case FUNCTION, VIEW, TRIGGER, OWNER, RLS, POLICY, GRANT -> List.of(fact.statement());
            case PUBLICATION -> List.of();
        };
    }

    private static List<String> replace(SchemaFact fact) {
        return switch (fact.kind()) {
            case INDEX ->
                    Stream.concat(
                                    Stream.of("DROP INDEX CONCURRENTLY IF EXISTS " + fact.name()),
                                    index(fact.statement()).stream())
                            .toList();
            case POLICY -> replaced(POLICY, "DROP POLICY IF EXISTS %s ON %s; %s", fact);
            case TRIGGER -> replaced(TRIGGER, "DROP TRIGGER IF EXISTS %s ON %s; %s", fact);
            case FUNCTION, VIEW, OWNER -> List.of(fact.statement());
            case TABLE, COLUMN, CONSTRAINT, RLS, GRANT, PUBLICATION -> List.of();
        };
    }

    private static List<String> shut(SchemaFact fact) {
        return switch (fact.kind()) {
            case GRANT ->
                    STRANGERS.matcher(fact.statement()).find()
                            ? List.of(
                                    fact.statement()
                                            .replaceFirst("^GRANT ", "REVOKE ")
                                            .replaceFirst(" TO (\\S+)$", " FROM $1"))
                            : List.of();
            case PUBLICATION -> List.of(fact.statement().replace(" ADD TABLE ", " DROP TABLE "));
            case TABLE, COLUMN, CONSTRAINT, INDEX, FUNCTION, VIEW, TRIGGER, OWNER, RLS, POLICY ->
                    List.of();
        };
    }

    private static List<String> constraint(String statement) {
        Matcher key = KEY.matcher(statement);
        if (key.matches()) {
            String table = key.group(1);
            String name = key.group(2);
            return List.of(
                    "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "
                            + name
                            + " ON "
                            + table
                            + key.group(4),
                    "ALTER TABLE "
                            + table
                            + " ADD CONSTRAINT "
                            + name
                            + ' '
                            + key.group(3)
                            + " USING INDEX "
                            + name);
        }
        if (statement.startsWith("ALTER TABLE ONLY ")) {
            return List.of();
        }
        Matcher checked = CHECKED.matcher(statement);
        return checked.matches()
                ? List.of(
                        statement + " NOT VALID",
                        "ALTER TABLE "
                                + checked.group(1)
                                + " VALIDATE CONSTRAINT "
                                + checked.group(2))
                : List.of(statement);
    }

    /** PostgreSQL builds none concurrently over all partitions. */
    private static List<String> index(String statement) {
        return statement.contains(" ON ONLY ")
                ? List.of()
                : List.of(
                        statement.replaceFirst(
                                "^CREATE (UNIQUE )?INDEX ",
                                "CREATE $1INDEX CONCURRENTLY IF NOT EXISTS "));
    }

    private static List<String> replaced(Pattern pattern, String form, SchemaFact fact) {
        Matcher parts = pattern.matcher(fact.statement());
        return parts.matches()
                ? List.of(form.formatted(parts.group(1), parts.group(2), fact.statement()))
                : List.of();
    }
}
