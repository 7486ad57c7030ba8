package dev.rollcall.stack.launch;

import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.secret.Secrets;
import dev.rollcall.stack.settings.DatabaseSource;
import dev.rollcall.stack.settings.Home;
import dev.rollcall.stack.settings.Settings;

/** A service's own login at the database: of the one given, or that of the running stack. */
public final class ServiceLogin {

    private ServiceLogin() {}

    /**
     * Finds it.
     *
     * @throws StackException if the embedded database does not run
     */
    public static DatabaseUrl find(Settings settings, ServiceRole service) {
        Home home = new Home(settings.home());
        String password = new Secrets(home.secrets()).rolePasswords().get(service);
        if (password == null) {
            throw new StackException("There is no password for the role " + service.role() + '.');
        }
        return database(settings).withLogin(service.role(), password);
    }

    /**
     * The database with the login that set it up.
     *
     * @throws StackException if the embedded database does not run
     */
    public static DatabaseUrl database(Settings settings) {
        Home home = new Home(settings.home());
        return switch (settings.database()) {
            case DatabaseSource.Given(var given) -> given;
            case DatabaseSource.Embedded() ->
                    DatabaseUrl.parse(
                            "the running stack",
                            new StateFile(home.state()).requireRunning().databaseUrl(),
                            true);
        };
    }
}
