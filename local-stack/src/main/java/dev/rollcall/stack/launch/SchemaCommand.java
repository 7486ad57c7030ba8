package dev.rollcall.stack.launch;

import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.schema.SchemaAct;
import dev.rollcall.stack.schema.SchemaCheck;
import dev.rollcall.stack.settings.DatabaseSource;
import dev.rollcall.stack.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells whether the database has the schemas that this version's migrations make, and restores
 * them: the database of DATABASE_URL, else the embedded one that runs. The exit code is 1 while
 * something differs.
 */
public final class SchemaCommand {

    private final Path root;
    private final Settings settings;
    private final PrintStream out;

    public SchemaCommand(Path root, Settings settings, PrintStream out) {
        this.root = root;
        this.settings = settings;
        this.out = out;
    }

    public int run(SchemaAct act) {
        DatabaseUrl database = database();
        List<String> lines = new ArrayList<>();
        for (ServiceRole service : ServiceRole.values()) {
            lines.addAll(run(act, database, service));
        }
        return act == SchemaAct.PRINT ? print(lines) : tell(lines);
    }

    private List<String> run(SchemaAct act, DatabaseUrl database, ServiceRole service) {
        Jars jars = new Jars(root);
        jars.requireBuilt(List.of(ServiceDatabases.service(service)));
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {jars.url(ServiceDatabases.service(service))})) {
            SchemaCheck check = new SchemaCheck(database, service, classes);
            return switch (act) {
                case VERIFY -> check.verify();
                case REPAIR -> check.repair();
                case PRINT -> check.statements();
            };
        } catch (IOException e) {
            throw new StackException("The services' jars cannot be read.", e);
        }
    }

    private int tell(List<String> differences) {
        differences.forEach(out::println);
        out.println(
                differences.isEmpty()
                        ? "The schemas are as they should be."
                        : "Differences: " + differences.size() + '.');
        return differences.isEmpty() ? 0 : 1;
    }

    private int print(List<String> statements) {
        if (!statements.isEmpty()) {
            out.println("-- Run these one by one: an index is built outside a transaction.");
            statements.forEach(sql -> out.println(sql + ';'));
            out.println("RESET ROLE;");
        }
        return 0;
    }

    private DatabaseUrl database() {
        return switch (settings.database()) {
            case DatabaseSource.Embedded() ->
                    DatabaseUrl.parse(
                            "databaseUrl",
                            RunningStack.require(settings, "schema").databaseUrl(),
                            false);
            case DatabaseSource.Given(DatabaseUrl given) -> given;
        };
    }
}
