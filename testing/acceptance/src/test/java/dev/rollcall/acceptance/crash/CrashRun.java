package dev.rollcall.acceptance.crash;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A stack under load to which something is done. Several stories may follow each other on one
 * stack: each ends at rest, with all checks of everything until then.
 */
final class CrashRun {

    private final CrashStack stack;
    private final Path home;
    private final int clientsOfAKind;
    private final Duration pause;
    private final History history = new History();
    private final Faults faults;

    /**
     * On a stack that runs.
     *
     * @param home where its data and logs are
     * @param clientsOfAKind how many of each kind of client work at the same time
     * @param pause of a client after each step
     */
    CrashRun(CrashStack stack, Path home, int clientsOfAKind, Duration pause) {
        this.stack = stack;
        this.home = home;
        this.clientsOfAKind = clientsOfAKind;
        this.pause = pause;
        this.faults =
                new Faults(
                        stack.launcher(),
                        new Readiness(stack.database(), stack.readinessUrls().values()),
                        history);
    }

    /** One story on a stack of its own. */
    static String of(Path home, int clientsOfAKind, Duration pause, Consumer<Faults> story)
            throws IOException {
        try (CrashStack stack = CrashStack.start(home)) {
            CrashRun run = new CrashRun(stack, home, clientsOfAKind, pause);
            return run.endure(() -> story.accept(run.faults));
        }
    }

    Faults faults() {
        return faults;
    }

    History history() {
        return history;
    }

    CrashStack stack() {
        return stack;
    }

    /**
     * Lets clients work, tells the story meanwhile, and judges.
     *
     * @return the figures; fails with the broken promises and the history around the faults
     */
    String endure(Story story) throws IOException {
        Instant start = Instant.now();
        Load load = Load.start(clients(), pause);
        try {
            awaitWork();
            if (history.faults().isEmpty()) {
                history.add(new Fault("cold start", start, Instant.now()));
            }
            story.tell();
            awaitWork();
        } finally {
            load.stop();
        }
        StoredReader reader = new StoredReader(stack.database(), stack.clerkDoor());
        awaitRest(reader);
        return judge(new Run(history.operations(), history.faults(), reader.read()));
    }

    /** What is done to the stack while clients work. */
    interface Story {
        void tell() throws IOException;
    }

    private List<Client> clients() throws IOException {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < clientsOfAKind; i++) {
            RecordingClient http = new RecordingClient(stack.gatewayUrl(), history);
            clients.add(new NewcomerClient(http, stack.clerk()));
            clients.add(new SenderClient(http, stack.webhookSecret()));
            clients.add(new AdministratorClient(http, stack.clerk()));
        }
        return clients;
    }

    /** Some of everything has just succeeded: there is a story to break into. */
    private void awaitWork() {
        int seen = history.operations().size();
        await().atMost(BOUND)
                .until(() -> isWorking(history.operations().stream().skip(seen).toList()));
    }

    private static boolean isWorking(List<Operation> recent) {
        for (Act act : Act.values()) {
            if (recent.stream().filter(each -> each.act() == act && each.isOk()).count() < 5) {
                return false;
            }
        }
        return true;
    }

    private static void awaitRest(StoredReader reader) {
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertEquals("", reader.unsettled()));
    }

    private String judge(Run run) {
        Map<String, List<Violation>> broken = Checker.judge(run);
        assertTrue(
                broken.isEmpty(),
                () -> CrashReport.failure(run, broken) + "\ndata and logs: " + home);
        return CrashReport.figures(run);
    }
}
