package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.ProcessId;
import dev.rollcall.stack.process.Watchdog;
import dev.rollcall.stack.settings.ClerkSource;
import dev.rollcall.stack.settings.DatabaseSource;
import dev.rollcall.stack.settings.Settings;
import java.util.List;

/** Writes down what runs, at each change. Thread-safe. */
final class StateKeeper {

    private final StateFile file;
    private final ProcessId watchdog;
    private final boolean ownDatabaseAndEmulator;
    private boolean ready;
    private String gatewayUrl = "";
    private String clerkUrl = "";
    private String databaseUrl = "";
    private List<State.Row> processes = List.of();

    StateKeeper(StateFile file, Watchdog watchdog, Settings settings) {
        this.file = file;
        this.watchdog = ProcessId.of(watchdog.process());
        this.ownDatabaseAndEmulator =
                settings.database() instanceof DatabaseSource.Embedded
                        && settings.clerk() instanceof ClerkSource.Emulator;
        file.write(state());
    }

    synchronized State state() {
        return new State(
                ProcessId.of(ProcessHandle.current()),
                watchdog,
                ready,
                ownDatabaseAndEmulator,
                gatewayUrl,
                clerkUrl,
                databaseUrl,
                processes);
    }

    synchronized void processes(List<State.Row> rows) {
        processes = rows;
        file.write(state());
    }

    synchronized void urls(String gateway, String clerk, String database) {
        gatewayUrl = gateway;
        clerkUrl = clerk;
        databaseUrl = database;
        file.write(state());
    }

    synchronized void ready() {
        ready = true;
        file.write(state());
    }
}
