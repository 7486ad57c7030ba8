package dev.rollcall.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.stack.schema.SchemaCheck;
import dev.rollcall.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** O4: whatever goes missing is named, restored, and then missing no more. */
class SchemaRepairIT {

    private final TestDatabase database = TestDatabase.create(ServiceRole.IDENTITY);
    private final SchemaCheck check =
            new SchemaCheck(
                    DatabaseUrl.parse("test", database.adminUrl(), true),
                    ServiceRole.IDENTITY,
                    SchemaRepairIT.class.getClassLoader());

    @BeforeEach
    void rolesAsUnderSupabase() throws SQLException {
        run(
                """
                DO $$ BEGIN
                    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'anon') THEN
                        CREATE ROLE anon NOLOGIN;
                    END IF;
                END $$
                """);
        run(
                """
                INSERT INTO identity.users (id, sync_status, created_at, updated_at)
                SELECT gen_random_uuid(), 'active', now(), now() FROM generate_series(1, 100)
                """);
    }

    @Test
    void aMigratedDatabaseIsAsItShouldBe() {
        assertEquals(List.of(), check.verify());
        assertEquals(List.of(), check.statements());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP INDEX identity.users_banned | missing: index identity.users_banned",
                "DROP INDEX identity.users_clerk_id | missing: index identity.users_clerk_id",
                "ALTER TABLE identity.users DROP CONSTRAINT users_origin_check |"
                        + " missing: constraint identity.users.users_origin_check",
                "ALTER TABLE identity.orgs DROP CONSTRAINT orgs_owner_id_fkey |"
                        + " missing: constraint identity.orgs.orgs_owner_id_fkey",
                "ALTER TABLE identity.memberships DROP CONSTRAINT memberships_pkey |"
                        + " missing: constraint identity.memberships.memberships_pkey",
                "ALTER TABLE identity.users DISABLE ROW LEVEL SECURITY |"
                        + " missing: rls identity.users enabled",
                "ALTER TABLE identity.users NO FORCE ROW LEVEL SECURITY |"
                        + " missing: rls identity.users forced",
                "DROP POLICY users_reader ON identity.users |"
                        + " missing: policy identity.users.users_reader",
                "ALTER POLICY users_reader ON identity.users USING (true) |"
                        + " altered: policy identity.users.users_reader",
                "REVOKE SELECT ON identity.users FROM rollcall_identity |"
                        + " missing: grant SELECT ON TABLE identity.users TO rollcall_identity",
                "REVOKE USAGE ON SCHEMA rollcall FROM rollcall_reader |"
                        + " missing: grant USAGE ON SCHEMA rollcall TO rollcall_reader",
                "GRANT SELECT ON identity.users TO anon |"
                        + " extra: grant SELECT ON TABLE identity.users TO anon",
                "GRANT SELECT (email) ON identity.users TO PUBLIC |"
                        + " extra: grant SELECT (email) ON TABLE identity.users TO PUBLIC",
                "GRANT SELECT ON rollcall.users TO anon |"
                        + " extra: grant SELECT ON TABLE rollcall.users TO anon",
                "GRANT EXECUTE ON FUNCTION rollcall.current_user_id() TO PUBLIC | extra: grant"
                        + " EXECUTE ON FUNCTION rollcall.current_user_id() TO PUBLIC",
                "DROP VIEW rollcall.memberships | missing: view rollcall.memberships",
                "ALTER VIEW identity.people RESET (security_invoker) |"
                        + " altered: view identity.people",
                "DROP FUNCTION rollcall.current_user_id() |"
                        + " missing: function rollcall.current_user_id()",
                "ALTER FUNCTION rollcall.current_user_id() SECURITY INVOKER |"
                        + " altered: function rollcall.current_user_id()",
                "DROP TABLE identity.memberships CASCADE | missing: table identity.memberships",
                "ALTER TABLE identity.users DROP COLUMN locked CASCADE |"
                        + " missing: column identity.users.locked",
                "ALTER TABLE identity.tombstones OWNER TO rollcall_identity |"
                        + " altered: owner identity.tombstones",
                "CREATE PUBLICATION supabase_realtime FOR TABLE identity.users |"
                        + " extra: publication supabase_realtime of identity.users"
            })
    void whatIsWrongIsNamedAndRestored(String damage, String line) throws SQLException {
        run(damage);

        assertTrue(check.verify().contains(line), check.verify().toString());
        assertEquals(List.of(), check.repair());
        assertEquals(List.of(), check.verify());
    }

    @Test
    void whatIsMoreAndHarmlessIsNamedAndStays() throws SQLException {
        run("CREATE INDEX my_own ON identity.users (first_name)");

        assertEquals(List.of("extra: index identity.my_own"), check.repair());
    }

    @Test
    void writersGoOnWhileAnIndexIsRestored() throws Exception {
        run("DROP INDEX identity.users_banned");
        AtomicReference<List<String>> left = new AtomicReference<>();
        try (Connection writer = database.dataSource(ServiceRole.IDENTITY).getConnection();
                Statement statement = writer.createStatement()) {
            Thread repair = Thread.ofVirtual().start(() -> left.set(check.repair()));
            int written = 0;
            while (repair.isAlive() || written == 0) {
                statement.execute("SET statement_timeout = '5s'");
                written += statement.executeUpdate("UPDATE identity.users SET locked = true");
            }
            repair.join();
        }

        assertEquals(List.of(), left.get());
    }

    @Test
    void forAnSqlEditorTheStatementsAreTold() throws SQLException {
        run("DROP INDEX identity.users_banned");

        List<String> statements = check.statements();

        assertEquals("SET ROLE rollcall_owner", statements.getFirst());
        assertTrue(
                statements
                        .getLast()
                        .startsWith("CREATE INDEX CONCURRENTLY IF NOT EXISTS users_banned"),
                statements.toString());
        assertFalse(check.verify().isEmpty());
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.adminDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
