package dev.rollcall.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S12: what a customer's own SQL may do with the schema rollcall, on a real PostgreSQL. */
class SqlInterfaceIT {

    private static final UUID ADA = UUID.fromString("0193b5a0-0000-7000-8000-00000000000a");
    private static final UUID BOB = UUID.fromString("0193b5a0-0000-7000-8000-00000000000b");
    private static final UUID ORG = UUID.fromString("0193b5a0-0000-7000-8000-0000000000aa");

    private final TestDatabase database = TestDatabase.create(ServiceRole.IDENTITY);
    private final String customer = "customer_" + UUID.randomUUID().toString().substring(0, 8);
    private Connection connection;

    @BeforeEach
    void aCustomerWithATable() throws SQLException {
        connection = database.adminDataSource().getConnection();
        person(ADA, "user_ada");
        person(BOB, "user_bob");
        run(
                """
                INSERT INTO identity.orgs (id, clerk_id, sync_status, name, created_at, updated_at)
                VALUES ('%1$s', 'org_1', 'active', 'Acme', now(), now());
                INSERT INTO identity.memberships (
                    id, clerk_id, org_id, user_id, role, clerk_created_at, created_at, updated_at)
                VALUES (gen_random_uuid(), 'orgmem_1', '%1$s', '%2$s', 'member',
                        now() - interval '1 day', now(), now()),
                       (gen_random_uuid(), 'orgmem_2', '%1$s', '%2$s', 'admin', now(), now(), now())
                """
                        .formatted(ORG, ADA));
        run("CREATE ROLE " + customer + " NOLOGIN; GRANT rollcall_reader TO " + customer);
        run("CREATE SCHEMA app AUTHORIZATION " + customer);
        run(
                """
                DO $$ BEGIN
                    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'anon') THEN
                        CREATE ROLE anon NOLOGIN;
                    END IF;
                    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'authenticated') THEN
                        CREATE ROLE authenticated NOLOGIN;
                    END IF;
                END $$
                """);
    }

    @AfterEach
    void leave() throws SQLException {
        connection.close();
    }

    @Test
    void theViewsJoinWithACustomersTables() throws SQLException {
        as(customer);
        run("CREATE TABLE app.notes (id int, owner_id uuid)");
        run("INSERT INTO app.notes VALUES (1, '" + ADA + "')");

        assertEquals(
                "user_ada|Acme|admin",
                value(
                        """
                        SELECT u.clerk_id || '|' || o.name || '|' || m.role
                          FROM app.notes n
                          JOIN rollcall.users u ON u.id = n.owner_id
                          JOIN rollcall.memberships m ON m.user_id = u.id
                          JOIN rollcall.orgs o ON o.id = m.org_id
                        """));
    }

    @Test
    void theViewShowsTheHandle() throws SQLException {
        run(
                """
                INSERT INTO identity.handles (handle_hash, handle, user_id, given_at)
                VALUES (sha256('ada'), 'ada', '%s', now())
                """
                        .formatted(ADA));
        as(customer);

        assertEquals(
                "ada|-",
                value(
                        """
                        SELECT string_agg(coalesce(handle, '-'), '|' ORDER BY clerk_id)
                          FROM rollcall.users
                        """));
    }

    @Test
    void aForeignKeyNamesTheTableWhoseIdsStay() throws SQLException {
        as(customer);
        run(
                """
                CREATE TABLE app.notes (
                    id       int,
                    owner_id uuid NOT NULL REFERENCES identity.users (id),
                    org_id   uuid REFERENCES identity.orgs (id))
                """);
        run("INSERT INTO app.notes VALUES (1, '" + ADA + "', '" + ORG + "')");

        SQLException refused =
                assertThrows(
                        SQLException.class,
                        () -> run("INSERT INTO app.notes VALUES (2, gen_random_uuid())"));
        reset();
        erase(ADA);

        assertEquals("23503", refused.getSQLState());
        assertEquals(
                "1",
                value(
                        """
                        SELECT count(*)
                          FROM app.notes n
                          JOIN rollcall.users u ON u.id = n.owner_id
                         WHERE u.email IS NULL AND u.deleted_at IS NOT NULL
                        """));
    }

    @Test
    void aKeyToATableIsNoRightToReadIt() throws SQLException {
        as(customer);

        assertDenied("SELECT id FROM identity.users");
        assertDenied("SELECT email FROM identity.users");
        assertDenied("UPDATE rollcall.orgs SET name = 'x'");
        assertDenied("DELETE FROM rollcall.orgs");
    }

    @Test
    void theBackEndSaysForWhomItAsks() throws SQLException {
        as(customer);
        run("SET rollcall.user_id = '" + ADA + "'");

        assertEquals(ADA.toString(), value("SELECT rollcall.current_user_id()"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "0193b5a0-0000-7000-8000-0000000000ff",
                "0193B5A0-0000-7000-8000-00000000000A",
                "' OR true --"
            })
    void whoIsNobodyGetsNoId(String id) throws SQLException {
        as(customer);
        run("SELECT set_config('rollcall.user_id', '" + id.replace("'", "''") + "', false)");

        assertEquals("null", value("SELECT rollcall.current_user_id()"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"banned = true", "absent_at = now()"})
    void whoMayNotSignInGetsNoId(String assignment) throws SQLException {
        run("UPDATE identity.users SET " + assignment);
        as(customer);
        run("SET rollcall.user_id = '" + ADA + "'");

        assertEquals("null", value("SELECT rollcall.current_user_id()"));
        assertEquals("f", value("SELECT active FROM rollcall.users WHERE id = '" + ADA + "'"));
    }

    @Test
    void aPolicyOfTheCustomersOwnLetsInWhoAsks() throws SQLException {
        notesWithAPolicy(customer);
        run("SET rollcall.user_id = '" + BOB + "'");

        assertEquals("2", value("SELECT string_agg(id::text, ',') FROM app.notes"));
        run("RESET rollcall.user_id");
        assertEquals("null", value("SELECT string_agg(id::text, ',') FROM app.notes"));
    }

    @Test
    void underSupabaseTheVerifiedTokenSaysWhoAsks() throws SQLException {
        run("GRANT USAGE ON SCHEMA rollcall TO authenticated");
        run("GRANT EXECUTE ON FUNCTION rollcall.current_user_id() TO authenticated");
        notesWithAPolicy("authenticated");
        run("SET request.jwt.claims = '{\"sub\":\"user_bob\",\"role\":\"authenticated\"}'");

        assertEquals("2", value("SELECT string_agg(id::text, ',') FROM app.notes"));
        assertDenied("SELECT * FROM rollcall.users");
        run("SET request.jwt.claims = '{\"sub\":\"user_nobody\"}'");
        assertEquals("null", value("SELECT string_agg(id::text, ',') FROM app.notes"));
        run("SET request.jwt.claims = ''");
        assertEquals("null", value("SELECT rollcall.current_user_id()"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"anon", "authenticated"})
    void nothingIsThereForRolesThatWereGivenNothing(String role) throws SQLException {
        as(role);

        assertDenied("SELECT * FROM rollcall.users");
        assertDenied("SELECT rollcall.current_user_id()");
        assertDenied("SELECT * FROM identity.people");
        assertDenied("CREATE TABLE public.notes (u uuid REFERENCES identity.users (id))");
    }

    private void notesWithAPolicy(String reader) throws SQLException {
        run(
                """
                CREATE TABLE app.notes (id int, owner_id uuid);
                INSERT INTO app.notes VALUES (1, '%s'), (2, '%s');
                ALTER TABLE app.notes ENABLE ROW LEVEL SECURITY;
                CREATE POLICY own ON app.notes
                    USING (owner_id = (SELECT rollcall.current_user_id()));
                GRANT USAGE ON SCHEMA app TO %s;
                GRANT SELECT ON app.notes TO %s
                """
                        .formatted(ADA, BOB, reader, reader));
        as(reader);
    }

    private void person(UUID id, String clerkId) throws SQLException {
        run(
                """
                INSERT INTO identity.users (
                    id, clerk_id, sync_status, email, created_at, updated_at)
                VALUES ('%s', '%s', 'active', '%s@example.com', now(), now())
                """
                        .formatted(id, clerkId, clerkId));
    }

    private void erase(UUID id) throws SQLException {
        run(
                """
                UPDATE identity.users SET clerk_id = NULL, email = NULL, deleted_at = now()
                 WHERE id = '%s'"""
                        .formatted(id));
    }

    private void as(String role) throws SQLException {
        run("SET ROLE " + role);
    }

    private void reset() throws SQLException {
        run("RESET ROLE");
    }

    private void assertDenied(String sql) {
        SQLException denied = assertThrows(SQLException.class, () -> run(sql), sql);

        assertEquals("42501", denied.getSQLState(), sql);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
        }
    }
}
