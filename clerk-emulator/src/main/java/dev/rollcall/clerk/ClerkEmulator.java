package dev.rollcall.clerk;

import dev.rollcall.contracts.start.ServiceProcess;
import java.util.List;

/** Starts the emulator: a stand-in for Clerk for development and tests, never for production. */
public final class ClerkEmulator {

    private ClerkEmulator() {}

    public static void main(String[] args) {
        ServiceProcess.run(ClerkEmulator.class, List.of(), args);
    }
}
