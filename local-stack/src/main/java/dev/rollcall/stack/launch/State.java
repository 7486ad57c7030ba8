package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.ProcessId;
import java.util.List;
import java.util.Optional;

/**
 * What the running launcher tells the other commands.
 *
 * @param ready whether everything has been ready once
 * @param ownDatabaseAndEmulator whether demo and token may play here
 * @param databaseUrl as psql takes it, with a password
 * @param processes PostgreSQL first if it is ours, then the services
 */
record State(
        ProcessId launcher,
        ProcessId watchdog,
        boolean ready,
        boolean ownDatabaseAndEmulator,
        String gatewayUrl,
        String clerkUrl,
        String databaseUrl,
        List<Row> processes) {

    /**
     * One process.
     *
     * @param readinessUrl answers 200 when it is ready; empty for PostgreSQL
     */
    record Row(String name, ProcessId id, int port, String readinessUrl) {}

    State {
        processes = List.copyOf(processes);
    }

    Optional<Row> find(String name) {
        return processes.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    boolean isRunning() {
        return launcher.find().isPresent();
    }
}
