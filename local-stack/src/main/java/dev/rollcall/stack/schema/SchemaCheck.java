package dev.rollcall.stack.schema;

import dev.rollcall.stack.postgres.DatabaseSetup;
import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.stack.process.StackException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares a live database with what a service's migrations make, and restores it. Each statement
 * commits by itself and waits for no lock longer than five seconds; what is done stays done, so it
 * can be repeated.
 */
public final class SchemaCheck {

    /** What was made anew has PostgreSQL's own grants, which the next pass takes away. */
    private static final int PASSES = 2;

    private final DatabaseUrl admin;
    private final ServiceRole service;
    private final SchemaDescription golden;

    /**
     * @param admin the database with the login of a member of rollcall_owner
     * @param classes sees the service's jar or its classes
     */
    public SchemaCheck(DatabaseUrl admin, ServiceRole service, ClassLoader classes) {
        this.admin = admin;
        this.service = service;
        this.golden = SchemaDescription.checkedIn(service, classes);
    }

    /** One line for each difference; none: all is as it should be. */
    public List<String> verify() {
        return differences().stream().map(Object::toString).toList();
    }

    /** What repair would run, in its order, with the role that each runs as. */
    public List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (SchemaDifference difference : differences()) {
            for (String sql : SchemaRepair.statements(difference)) {
                statements.add(role(difference.fact()));
                statements.add(sql);
            }
        }
        return statements;
    }

    /** What belongs to somebody else the owner role cannot change. */
    private static String role(SchemaFact fact) {
        return switch (fact.kind()) {
            case OWNER, PUBLICATION -> "RESET ROLE";
            case TABLE, COLUMN, CONSTRAINT, INDEX, FUNCTION, VIEW, TRIGGER, RLS, POLICY, GRANT ->
                    "SET ROLE " + DatabaseSetup.OWNER;
        };
    }

    /** What could not be restored, one line each. */
    public List<String> repair() {
        for (int pass = 0; pass < PASSES && !statements().isEmpty(); pass++) {
            run(statements());
        }
        return verify();
    }

    private void run(List<String> statements) {
        try (Connection connection = admin.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '5s'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new StackException("The repair stopped: " + e.getMessage(), e);
        }
    }

    private List<SchemaDifference> differences() {
        try (Connection connection = admin.connect()) {
            return SchemaDifference.between(
                    golden, SchemaReader.read(connection, SchemaDescription.schemas(service)));
        } catch (SQLException e) {
            throw new StackException("The database cannot be reached: " + e.getMessage(), e);
        }
    }
}
