package dev.rollcall.contracts.start;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.annotation.PostConstruct;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Refuses to start as a role that row-level security does not bind: a superuser, one with
 * BYPASSRLS, or a member of the owner of the tables. Runs once, before anything is served.
 */
@Context
@Requires(classes = DataSourceResolver.class)
@Requires(beans = DataSource.class)
@Requires(property = "rollcall.database.guard", notEquals = "off", defaultValue = "on")
final class DatabaseGuard {

    private static final String QUESTION =
            """
            SELECT r.rolsuper, r.rolbypassrls,
                   EXISTS (SELECT 1 FROM pg_roles o
                            WHERE o.rolname = 'rollcall_owner'
                              AND pg_has_role(r.oid, o.oid, 'MEMBER'))
              FROM pg_roles r
             WHERE r.rolname = current_user
            """;

    private final DataSource dataSource;

    /** Asks the pool itself: Micronaut Data's own data source answers in a transaction only. */
    DatabaseGuard(DataSource dataSource, DataSourceResolver resolver) {
        this.dataSource = resolver.resolve(dataSource);
    }

    @PostConstruct
    void check() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUESTION)) {
            row.next();
            if (row.getBoolean(1) || row.getBoolean(2) || row.getBoolean(3)) {
                throw new SettingsException(
                        "the database role is a superuser, bypasses row-level security or owns the"
                                + " tables: use the service's own role, made by ./rollcall migrate");
            }
        }
    }
}
