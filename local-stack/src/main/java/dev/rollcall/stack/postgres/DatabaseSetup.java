package dev.rollcall.stack.postgres;

import dev.rollcall.stack.process.StackException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * Makes what migrations need and may not make themselves: the roles, the database and its schemas;
 * then applies the migrations as the owner role. Each step can be repeated, also by two at once.
 * The administrator may be a superuser or, as on RDS and Supabase, a role with CREATEROLE.
 */
public final class DatabaseSetup {

    /** Owns the schemas and everything in them; nobody logs in as it. */
    public static final String OWNER = "rollcall_owner";

    private static final String IDENTITY_READER = "rollcall_identity_reader";
    private static final String CUSTOMER_READER = "rollcall_reader";
    private static final String CUSTOMER_SCHEMA = "rollcall";

    /** Any number, the same for everybody who sets up: transactions are numbered by it. */
    private static final long LOCK = 0x526F6C6C63616C6CL;

    private final DatabaseUrl admin;
    private final Map<ServiceRole, String> passwords;

    /**
     * @param admin a database that exists, with the administrator's login
     * @param passwords of the services' login roles
     */
    public DatabaseSetup(DatabaseUrl admin, Map<ServiceRole, String> passwords) {
        this.admin = admin;
        this.passwords = Map.copyOf(passwords);
    }

    /** Makes the roles, which belong to the whole server, and sets their passwords. */
    public void createRoles() {
        inLockedTransaction(
                admin,
                connection -> {
                    createRole(connection, OWNER, "NOLOGIN");
                    createRole(connection, IDENTITY_READER, "NOLOGIN");
                    createRole(connection, CUSTOMER_READER, "NOLOGIN");
                    for (Map.Entry<ServiceRole, String> entry : passwords.entrySet()) {
                        String role = entry.getKey().role();
                        // NOINHERIT: a reader's policies hold only after SET LOCAL ROLE
                        createRole(connection, role, "LOGIN NOINHERIT");
                        connection
                                .unwrap(PGConnection.class)
                                .alterUserPassword(
                                        role, entry.getValue().toCharArray(), "scram-sha-256");
                    }
                    execute(connection, "GRANT " + OWNER + " TO CURRENT_USER");
                    execute(
                            connection,
                            "GRANT " + IDENTITY_READER + " TO " + ServiceRole.IDENTITY.role());
                });
    }

    /** Makes a database for Rollcall alone: nobody else may connect to it. */
    public DatabaseUrl createDatabase(String name) {
        return createDatabase(name, "template0");
    }

    /** Like {@link #createDatabase(String)}, as a copy of another one that nobody uses. */
    public DatabaseUrl createDatabase(String name, String template) {
        DatabaseUrl database = admin.withDatabase(name);
        try (Connection connection = admin.connect()) {
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                execute(
                        connection,
                        "CREATE DATABASE " + quoted(name) + " TEMPLATE " + quoted(template));
            }
            execute(connection, "REVOKE ALL ON DATABASE " + quoted(name) + " FROM PUBLIC");
        } catch (SQLException e) {
            throw failed(e);
        }
        inLockedTransaction(
                database,
                connection -> execute(connection, "REVOKE ALL ON SCHEMA public FROM PUBLIC"));
        return database;
    }

    /** Makes the schemas in a database that exists, and lets the services connect to it. */
    public void createSchemas(DatabaseUrl database) {
        inLockedTransaction(
                database,
                connection -> {
                    for (ServiceRole service : ServiceRole.values()) {
                        createSchema(connection, service.schema());
                    }
                    createSchema(connection, CUSTOMER_SCHEMA);
                    for (ServiceRole service : passwords.keySet()) {
                        execute(
                                connection,
                                "GRANT CONNECT ON DATABASE "
                                        + quoted(database.database())
                                        + " TO "
                                        + service.role());
                    }
                });
    }

    /** Applies the migrations in the given order. */
    public void migrate(DatabaseUrl database, Collection<Migrations> migrations) {
        List.copyOf(migrations).forEach(each -> each.apply(database));
    }

    private static void createRole(Connection connection, String role, String options)
            throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
            execute(connection, "CREATE ROLE " + role + ' ' + options);
        }
    }

    private static void createSchema(Connection connection, String schema) throws SQLException {
        execute(connection, "CREATE SCHEMA IF NOT EXISTS " + schema + " AUTHORIZATION " + OWNER);
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static void inLockedTransaction(DatabaseUrl database, Work work) {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            execute(connection, "SELECT pg_advisory_xact_lock(" + LOCK + ')');
            work.run(connection);
            connection.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static StackException failed(SQLException e) {
        return new StackException("The database cannot be set up: " + e.getMessage(), e);
    }

    @FunctionalInterface
    private interface Work {
        void run(Connection connection) throws SQLException;
    }
}
