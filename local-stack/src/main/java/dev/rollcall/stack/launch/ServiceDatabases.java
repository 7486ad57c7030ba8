package dev.rollcall.stack.launch;

import dev.rollcall.stack.postgres.DatabaseSetup;
import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.postgres.Migrations;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.settings.Service;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Sets the database up with the migrations that lie in the services' jars. */
record ServiceDatabases(Jars jars, Map<ServiceRole, String> passwords) {

    private static final String NAME = "rollcall";

    /** A database of its own on a server that is ours. */
    DatabaseUrl setUpOwn(DatabaseUrl admin) {
        DatabaseSetup setup = new DatabaseSetup(admin, passwords);
        setup.createRoles();
        DatabaseUrl database = setup.createDatabase(NAME);
        finish(setup, database);
        return database;
    }

    /** The database that was given; what else is in it stays as it is. */
    void setUpGiven(DatabaseUrl database) {
        DatabaseSetup setup = new DatabaseSetup(database, passwords);
        setup.createRoles();
        finish(setup, database);
    }

    /** The URL of each service's own role, unless the environment gives another one. */
    Map<ServiceRole, String> urls(DatabaseUrl database, Map<String, String> environment) {
        Map<ServiceRole, String> urls = new EnumMap<>(ServiceRole.class);
        passwords.forEach(
                (service, password) -> {
                    String own = database.withLogin(service.role(), password).url();
                    urls.put(service, environment.getOrDefault(service.urlVariable(), own));
                });
        return urls;
    }

    private void finish(DatabaseSetup setup, DatabaseUrl database) {
        setup.createSchemas(database);
        URL[] locations =
                Arrays.stream(ServiceRole.values())
                        .map(role -> jars.url(service(role)))
                        .toArray(URL[]::new);
        try (URLClassLoader classes = new URLClassLoader(locations)) {
            List<Migrations> migrations =
                    Arrays.stream(ServiceRole.values())
                            .map(role -> new Migrations(role, classes))
                            .toList();
            setup.migrate(database, migrations);
        } catch (IOException e) {
            throw new StackException("The services' jars cannot be read.", e);
        }
    }

    static Service service(ServiceRole role) {
        return switch (role) {
            case IDENTITY -> Service.IDENTITY;
            case WEBHOOK -> Service.WEBHOOK;
            case AUDIT -> Service.AUDIT;
        };
    }
}
