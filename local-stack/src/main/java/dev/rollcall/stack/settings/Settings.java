package dev.rollcall.stack.settings;

import dev.rollcall.contracts.start.EffectiveEnvironment;
import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.stack.process.StackException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the environment, and under it the {@code .env} of the working folder, tell the launcher.
 *
 * @param home the folder of data, logs and secrets (ROLLCALL_HOME, default .rollcall in the root)
 * @param restart whether a service that ended is started again (not with ROLLCALL_NO_RESTART=1)
 * @param environment the variables themselves, under their proper names
 */
public record Settings(
        Path home,
        ClerkSource clerk,
        DatabaseSource database,
        boolean restart,
        Map<String, String> environment) {

    public Settings {
        environment = Map.copyOf(environment);
    }

    /** Reads the process's environment and {@code .env}. */
    public static Settings read(Path root) {
        Map<String, String> variables = new HashMap<>(DotEnv.read(Path.of(".env")));
        variables.putAll(System.getenv());
        return of(variables, root);
    }

    /**
     * The settings in these variables.
     *
     * @param root the folder of the repository
     * @throws StackException in one line, naming the variable that is wrong or missing
     */
    public static Settings of(Map<String, String> variables, Path root) {
        Map<String, String> environment;
        try {
            environment = EffectiveEnvironment.of(variables);
        } catch (SettingsException e) {
            throw new StackException(e.getMessage() + ".", e);
        }
        String home = environment.getOrDefault("ROLLCALL_HOME", "");
        return new Settings(
                (home.isEmpty() ? root.resolve(".rollcall") : Path.of(home)).toAbsolutePath(),
                ClerkSource.of(environment),
                DatabaseSource.of(environment),
                !"1".equals(environment.get("ROLLCALL_NO_RESTART")),
                environment);
    }

    /** Refuses what plays or wipes unless database and Clerk are our own. */
    public void requireOwnDatabaseAndEmulator(String what) {
        if (database instanceof DatabaseSource.Given) {
            throw new StackException(
                    what + " works on the embedded database only, and DATABASE_URL is set.");
        }
        if (clerk instanceof ClerkSource.Account) {
            throw new StackException(
                    what + " works with the Clerk emulator only, and Clerk's keys are set.");
        }
    }

    /** Secrets stay out of messages. */
    @Override
    public String toString() {
        return "Settings[home=%s, clerk=%s, database=%s]".formatted(home, clerk, database);
    }
}
