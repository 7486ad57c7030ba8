package dev.rollcall.identity.event;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;

/** Limits what the rest of the caller's transaction waits for. Thread-safe. */
@Singleton
class Waits {

    private static final String LIMIT =
            """
            SELECT set_config('lock_timeout', ?, true), set_config('statement_timeout', ?, true)
            """;

    private final JdbcOperations jdbc;

    Waits(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void limit(Patience patience) {
        jdbc.prepareStatement(
                LIMIT,
                statement -> {
                    statement.setString(1, Integer.toString(patience.lockMillis()));
                    statement.setString(2, Integer.toString(patience.statementMillis()));
                    return statement.execute();
                });
    }
}
