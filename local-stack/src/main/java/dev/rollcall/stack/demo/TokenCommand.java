package dev.rollcall.stack.demo;

import dev.rollcall.stack.launch.RunningStack;
import java.io.PrintStream;

/** Prints a session token of one of the emulator's people. */
public final class TokenCommand {

    private final RunningStack stack;
    private final PrintStream out;

    public TokenCommand(RunningStack stack, PrintStream out) {
        this.stack = stack;
        this.out = out;
    }

    /**
     * Prints it.
     *
     * @param user a user name or a Clerk user id
     */
    public void run(String user, int ttlSeconds) {
        out.println(
                new Emulator(new JsonClient(), stack.clerkUrl()).token(user, ttlSeconds).token());
    }
}
