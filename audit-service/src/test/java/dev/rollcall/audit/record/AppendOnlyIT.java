package dev.rollcall.audit.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.audit.AuditDatabase;
import dev.rollcall.audit.AuditStack;
import dev.rollcall.stack.postgres.ServiceRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendOnlyIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit.audit_logs SET action = 'x'",
                "DELETE FROM audit.audit_logs",
                "TRUNCATE audit.audit_logs",
                "DROP TABLE audit.audit_logs",
                "DELETE FROM audit.audit_logs_identity_default",
                "INSERT INTO audit.audit_logs_identity_default SELECT * FROM audit.audit_logs",
                "SELECT 1 FROM audit.audit_logs_identity_default",
                "ALTER TABLE audit.audit_logs DISABLE ROW LEVEL SECURITY",
                "UPDATE audit.record_ids SET digest = digest",
                "DELETE FROM audit.record_ids",
                "UPDATE audit.audit_pending SET leaf_hash = leaf_hash",
                "UPDATE audit.system_events SET kind = 'x'",
                "DELETE FROM audit.system_events",
                "DELETE FROM audit.subject_tombstones",
                "CREATE TABLE audit.mine (id integer)",
                "SET ROLE rollcall_owner"
            })
    void theServicesRoleMayNot(String statement) {
        SQLException refused = assertThrows(SQLException.class, () -> asService(statement));

        assertEquals(INSUFFICIENT_PRIVILEGE, refused.getSQLState());
    }

    @Test
    void rowLevelSecurityIsForcedOnEveryTable() {
        List<Object> open =
                AuditDatabase.column(
                        AuditStack.DATABASE,
                        """
                        SELECT c.relname
                          FROM pg_class c
                          JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE n.nspname = 'audit'
                           AND c.relkind IN ('r', 'p')
                           AND c.relname <> 'flyway_schema_history'
                           AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
                        """);

        assertEquals(List.of(), open);
    }

    private static void asService(String sql) throws SQLException {
        try (Connection connection =
                        AuditStack.DATABASE.dataSource(ServiceRole.AUDIT).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
