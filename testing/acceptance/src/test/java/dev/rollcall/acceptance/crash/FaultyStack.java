package dev.rollcall.acceptance.crash;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A stack whose database, and the way to it, can be made to fail: one for a class of tests. */
final class FaultyStack implements AutoCloseable {

    private static final String NO_VOLUME =
            "NOT TESTED: a full volume. Only root may mount one; run it as root.";

    private final FaultyDatabase postgres;
    private final CrashRun run;
    private final DatabaseFaults database;

    private FaultyStack(FaultyDatabase postgres, CrashRun run) {
        this.postgres = postgres;
        this.run = run;
        this.database = new DatabaseFaults(postgres, run.faults(), run.history());
    }

    static FaultyStack start(Path home, int clientsOfAKind, Duration pause) throws IOException {
        FaultyDatabase postgres = FaultyDatabase.start(home.resolve("database"));
        try {
            CrashStack stack = CrashStack.start(home, postgres);
            return new FaultyStack(postgres, new CrashRun(stack, home, clientsOfAKind, pause));
        } catch (AssertionError failed) {
            postgres.close();
            throw failed;
        }
    }

    /** Prints the figures; fails with the promises that were broken. */
    void endure(CrashRun.Story story) throws IOException {
        System.out.println(run.endure(story));
    }

    Faults faults() {
        return run.faults();
    }

    DatabaseFaults database() {
        return database;
    }

    Outage outage() throws IOException {
        return new Outage(run);
    }

    /** Skips the test where no volume can be mounted, unless {@code .ci/run} demands one. */
    void requireVolume() {
        if (postgres.volume().isEmpty()) {
            System.err.println(NO_VOLUME);
            if (Boolean.getBoolean("rollcall.volume.required")) {
                fail(NO_VOLUME);
            }
            abort(NO_VOLUME);
        }
    }

    @Override
    public void close() {
        try {
            run.stack().close();
        } finally {
            postgres.close();
        }
    }
}
