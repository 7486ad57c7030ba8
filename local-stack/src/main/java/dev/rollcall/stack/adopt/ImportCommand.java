package dev.rollcall.stack.adopt;

import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code ./rollcall import}: reads the files, imports, and names each line that cannot be used. */
public final class ImportCommand {

    private static final int MOST_SHOWN = 20;

    private final DatabaseUrl database;
    private final PrintStream out;

    public ImportCommand(DatabaseUrl database, PrintStream out) {
        this.database = database;
        this.out = out;
    }

    /** An empty path: no such table. The exit code: 1 if nothing was written for a fault. */
    public int run(String users, String orgs, boolean dryRun) {
        Import.Outcome outcome =
                Import.run(
                        database,
                        read(users, ImportRules.USER_COLUMNS),
                        read(orgs, ImportRules.ORG_COLUMNS),
                        dryRun);
        show(users, outcome.userFaults());
        show(orgs, outcome.orgFaults());
        if (!outcome.isClean()) {
            out.println("Nothing was imported.");
            return 1;
        }
        out.printf(
                "%s %d users and %d organisations.%n",
                dryRun ? "Would import" : "Imported", outcome.users(), outcome.orgs());
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
