package dev.rollcall.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.stack.postgres.ServiceRole;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestDatabaseIT {

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
    void isDurable(String setting) throws SQLException {
        assertEquals("on", ask(TestDatabase.create().adminDataSource(), "SHOW " + setting));
    }

    @ParameterizedTest
    @EnumSource
    void givesEachServiceItsOwnLogin(ServiceRole service) throws SQLException {
        DataSource source = TestDatabase.create().dataSource(service);

        assertEquals(service.role(), ask(source, "SELECT current_user"));
    }

    @Test
    void hasTheSchemasOfProduction() throws SQLException {
        String schemas =
                ask(
                        TestDatabase.create().adminDataSource(),
                        """
                        SELECT string_agg(schema_name, ' ' ORDER BY schema_name)
                        FROM information_schema.schemata
                        WHERE schema_owner = 'rollcall_owner'
                        """);

        assertEquals("audit identity rollcall webhook", schemas);
    }

    @Test
    void isAnotherOneEachTime() {
        assertNotEquals(TestDatabase.create().adminUrl(), TestDatabase.create().adminUrl());
    }

    @Test
    void tellsTheServicesWhereItIs() {
        String url = TestDatabase.create().properties().get("IDENTITY_DATABASE_URL");

        assertTrue(String.valueOf(url).startsWith("postgresql://rollcall_identity:"));
    }

    private static String ask(DataSource source, String query) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
