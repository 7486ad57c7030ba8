package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.secret.Secrets;
import dev.rollcall.stack.settings.DatabaseSource;
import dev.rollcall.stack.settings.Home;
import dev.rollcall.stack.settings.Service;
import dev.rollcall.stack.settings.Settings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Sets up the database of DATABASE_URL: roles, schemas, migrations. Can be repeated. */
public final class MigrateCommand {

    private final Path root;
    private final Settings settings;
    private final PrintStream out;

    public MigrateCommand(Path root, Settings settings, PrintStream out) {
        this.root = root;
        this.settings = settings;
        this.out = out;
    }

    public void run() {
        switch (settings.database()) {
            case DatabaseSource.Embedded() ->
                    throw new StackException(
                            "DATABASE_URL is not set; the embedded database is migrated by"
                                    + " './rollcall up'.");
            case DatabaseSource.Given(var database) -> {
                Home home = new Home(settings.home());
                home.create();
                Jars jars = new Jars(root);
                jars.requireBuilt(List.of(Service.IDENTITY, Service.WEBHOOK, Service.AUDIT));
                Secrets secrets = new Secrets(home.secrets());
                ServiceDatabases databases = new ServiceDatabases(jars, secrets.rolePasswords());
                databases.setUpGiven(database);
                secrets.completeFor(databases.urls(database, settings.environment()));
                out.println("Migrated " + database + '.');
                out.println("Keys and addresses for the services are in " + home.secrets() + '.');
            }
        }
    }
}
