package dev.rollcall.stack.adopt;

import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.process.StackException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Imports two tables in one transaction: all of it or, if one row cannot be used, nothing. A dry
 * run does the same and takes it back, so that it tells the same faults.
 */
final class Import {

    /** How it went: nothing was written if there are faults. */
    record Outcome(int users, int orgs, List<Csv.Fault> userFaults, List<Csv.Fault> orgFaults) {

        boolean isClean() {
            return userFaults.isEmpty() && orgFaults.isEmpty();
        }
    }

    private Import() {}

    /** {@code database} is identity-service's own login. */
    static Outcome run(DatabaseUrl database, Csv users, Csv orgs, boolean dryRun) {
        List<Csv.Fault> userFaults = new ArrayList<>(ImportRules.checkUsers(users));
        List<Csv.Fault> orgFaults = new ArrayList<>(ImportRules.checkOrgs(orgs));
        Outcome outcome =
                new Outcome(users.rows().size(), orgs.rows().size(), userFaults, orgFaults);
        if (!outcome.isClean()) {
            return outcome;
        }
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            ImportWriter writer = new ImportWriter(connection);
            userFaults.addAll(writer.users(users.rows()));
            orgFaults.addAll(writer.orgs(orgs.rows()));
            if (dryRun || !outcome.isClean()) {
                connection.rollback();
            } else {
                connection.commit();
            }
            return outcome;
        } catch (SQLException e) {
            throw new StackException(
                    "The import was given up, nothing was written: " + e.getSQLState(), e);
        }
    }
}
