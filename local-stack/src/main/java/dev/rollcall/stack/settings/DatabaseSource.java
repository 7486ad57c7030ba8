package dev.rollcall.stack.settings;

import dev.rollcall.stack.postgres.DatabaseUrl;
import java.util.Map;

/** Where the data is: a PostgreSQL of our own, or the one that DATABASE_URL names. */
public sealed interface DatabaseSource {

    /** Embedded: a child process with its data in the launcher's folder. */
    record Embedded() implements DatabaseSource {}

    /** A database that somebody else runs; its login may create roles and schemas. */
    record Given(DatabaseUrl admin) implements DatabaseSource {}

    static DatabaseSource of(Map<String, String> environment) {
        String url = environment.getOrDefault("DATABASE_URL", "").strip();
        if (url.isEmpty()) {
            return new Embedded();
        }
        boolean plaintext =
                Boolean.parseBoolean(
                        environment.getOrDefault("ROLLCALL_DATABASE_PLAINTEXT", "false"));
        return new Given(DatabaseUrl.parse("DATABASE_URL", url, plaintext));
    }
}
