package dev.rollcall.stack.adopt;

import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * {@code ./rollcall import}: reads the tables, imports, and names each line that cannot be used.
 */
public final class ImportCommand {

    private static final int MOST_SHOWN = 20;

    private final DatabaseUrl database;
    private final DatabaseUrl source;
    private final PrintStream out;

    /** {@code database} is identity-service's own login; {@code source} is what queries ask. */
    public ImportCommand(DatabaseUrl database, DatabaseUrl source, PrintStream out) {
        this.database = database;
        this.source = source;
        this.out = out;
    }

    /** The exit code: 1 if nothing was written for a fault. */
    public int run(ImportOrder order) {
        Import.Outcome outcome =
                Import.run(
                        database,
                        table(order.users(), order.usersSql(), ImportRules.USER_COLUMNS),
                        table(order.orgs(), order.orgsSql(), ImportRules.ORG_COLUMNS),
                        order.dryRun());
        show(order.users().isEmpty() ? "users" : order.users(), outcome.userFaults());
        show(order.orgs().isEmpty() ? "orgs" : order.orgs(), outcome.orgFaults());
        if (!outcome.isClean()) {
            out.println("Nothing was imported.");
            return 1;
        }
        out.printf(
                "%s %d users and %d organisations.%n",
                order.dryRun() ? "Would import" : "Imported", outcome.users(), outcome.orgs());
        return 0;
    }

    private void show(String file, List<Csv.Fault> faults) {
        faults.stream()
                .limit(MOST_SHOWN)
                .forEach(fault -> out.println(file + ':' + fault.line() + ": " + fault.reason()));
        if (faults.size() > MOST_SHOWN) {
            out.println(file + ": and " + (faults.size() - MOST_SHOWN) + " more");
        }
    }

    private Csv table(String file, String query, Set<String> columns) {
        return query.isEmpty()
                ? read(file, columns)
                : TableQuery.read(source, query, columns, ImportRules.REQUIRED);
    }

    private static Csv read(String file, Set<String> columns) {
        if (file.isEmpty()) {
            return new Csv(List.of(), List.of());
        }
        try {
            return Csv.parse(Files.readString(Path.of(file)), columns, ImportRules.REQUIRED);
        } catch (IOException e) {
            throw new StackException(file + " cannot be read as UTF-8.", e);
        }
    }
}
