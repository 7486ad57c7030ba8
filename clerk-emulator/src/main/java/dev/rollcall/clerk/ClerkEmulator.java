package dev.rollcall.clerk;

import dev.rollcall.clerk.setting.StartRefusedException;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;
import java.net.BindException;

/**
 * Starts the emulator. What it must not start with is told in one line on standard error, with exit
 * status 1.
 */
public final class ClerkEmulator extends Micronaut {

    private ClerkEmulator() {}

    public static void main(String[] arguments) {
        new ClerkEmulator()
                .args(arguments)
                .mainClass(ClerkEmulator.class)
                .classes(ClerkEmulator.class)
                .banner(false)
                .start();
    }

    @Override
    protected void handleStartupException(Environment environment, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefusedException refusal) {
                refuse(String.valueOf(refusal.getMessage()));
            }
            if (cause instanceof BindException) {
                refuse("The port is in use: set ROLLCALL_CLERK_PORT to another one.");
            }
        }
        super.handleStartupException(environment, failure);
    }

    private static void refuse(String reason) {
        System.err.println(reason);
        System.exit(1);
    }
}
