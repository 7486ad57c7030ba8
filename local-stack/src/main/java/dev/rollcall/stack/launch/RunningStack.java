package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.settings.Home;
import dev.rollcall.stack.settings.Settings;

/**
 * Where a running stack of emulator and embedded database is reached.
 *
 * @param databaseUrl the superuser's
 */
public record RunningStack(String gatewayUrl, String clerkUrl, String databaseUrl) {

    /**
     * Finds it.
     *
     * @param what the command that wants to play there, for the message
     * @throws StackException if nothing runs, or not on emulator and embedded database
     */
    public static RunningStack require(Settings settings, String what) {
        settings.requireOwnDatabaseAndEmulator(what);
        State state = new StateFile(new Home(settings.home()).state()).requireRunning();
        if (!state.ownDatabaseAndEmulator()) {
            throw new StackException(
                    what + " works with the emulator and the embedded database only.");
        }
        return new RunningStack(state.gatewayUrl(), state.clerkUrl(), state.databaseUrl());
    }

    /** The public door of whatever runs; throws StackException if nothing does. */
    public static String gatewayUrl(Settings settings) {
        return new StateFile(new Home(settings.home()).state()).requireRunning().gatewayUrl();
    }

    /** The URL holds a password. */
    @Override
    public String toString() {
        return "RunningStack[" + gatewayUrl + ']';
    }
}
