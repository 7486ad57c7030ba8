package dev.rollcall.clerk;

import dev.rollcall.contracts.start.EffectiveEnvironment;
import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.Micronaut;
import java.net.BindException;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * Starts the emulator. What it must not start with is told in one line on standard error, with exit
 * status 1.
 */
public final class ClerkEmulator extends Micronaut {

    private ClerkEmulator() {}

    public static void main(String[] arguments) {
        try {
            new ClerkEmulator()
                    .args(arguments)
                    .mainClass(ClerkEmulator.class)
                    .banner(false)
                    .propertySources(environment())
                    .start();
        } catch (SettingsException unreadableFile) {
            refuse(unreadableFile.getMessage());
        }
    }

    private static PropertySource environment() {
        return PropertySource.of(
                "rollcall-environment",
                new HashMap<>(EffectiveEnvironment.of(System.getenv())),
                PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE,
                PropertySource.Origin.of("environment"));
    }

    @Override
    protected void handleStartupException(Environment environment, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingsException refusal) {
                refuse(refusal.getMessage());
            }
            if (cause instanceof BindException) {
                refuse("the port is in use: set ROLLCALL_CLERK_PORT to another one.");
            }
        }
        super.handleStartupException(environment, failure);
    }

    private static void refuse(@Nullable String reason) {
        System.err.println("ClerkEmulator does not start: " + reason);
        System.exit(1);
    }
}
