package dev.rollcall.stack.launch;

import java.io.PrintStream;
import java.util.Locale;

/** What a person sees once everything is ready. */
final class Screen {

    private Screen() {}

    static void print(PrintStream out, State state, long startedNanos) {
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        out.println(String.format(Locale.ROOT, "%nRollcall is up after %.1f s.%n", seconds));
        out.println("  Gateway   " + state.gatewayUrl() + "/app");
        out.println("  Clerk     " + state.clerkUrl());
        if (state.ownDatabaseAndEmulator()) {
            out.println(
                    """
                      People    ada (admin), grace (member)

                      Clerk is the emulator here: for development and tests only. Try:

                        curl -H "Authorization: Bearer $(./rollcall token ada)" %s/api/auth/profile
                        ./rollcall demo

                    Stop it with ./rollcall down; look at it with ./rollcall status and logs.\
                    """
                            .formatted(state.gatewayUrl()));
        }
    }
}
