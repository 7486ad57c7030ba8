package dev.rollcall.stack.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.stack.process.StackException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseUrlTest {

    private static final DatabaseUrl EXPECTED =
            new DatabaseUrl("db.example.com", 6543, "app", "ada", "p@ss:w/rd+", "sslmode=require");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://ada:p%40ss%3Aw%2Frd+@db.example.com:6543/app?sslmode=require",
                "postgresql://ada:p%40ss%3Aw%2Frd%2B@db.example.com:6543/app?sslmode=require",
                "jdbc:postgresql://db.example.com:6543/app"
                        + "?user=ada&sslmode=require&password=p%40ss%3Aw%2Frd%2B"
            })
    void readsEverySpelling(String url) {
        assertEquals(EXPECTED, DatabaseUrl.parse("DATABASE_URL", url, false));
    }

    @Test
    void readsBackWhatItWrites() {
        assertEquals(EXPECTED, DatabaseUrl.parse("DATABASE_URL", EXPECTED.url(), false));
    }

    @Test
    void hasThePortAndTheDatabaseOfPostgresByDefault() {
        DatabaseUrl url = DatabaseUrl.parse("DATABASE_URL", "postgres://ada@localhost", false);

        assertEquals("postgresql://localhost:5432/postgres", url.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mysql://a:secret@b/c", "postgres:/a", "postgres://a b", "secret"})
    void refusesAnythingElseWithoutRepeatingIt(String url) {
        StackException refused =
                assertThrows(
                        StackException.class, () -> DatabaseUrl.parse("DATABASE_URL", url, false));

        assertFalse(String.valueOf(refused.getMessage()).contains("secret"));
    }

    @Test
    void printsNoPassword() {
        assertFalse(EXPECTED.toString().contains(EXPECTED.password()));
    }
}
