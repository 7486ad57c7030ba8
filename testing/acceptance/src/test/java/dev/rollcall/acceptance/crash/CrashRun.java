package dev.rollcall.acceptance.crash;

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

/** One run from start to judgement: a stack, a load, faults, rest, and all checks. */
final class CrashRun {

    private static final Duration REST = Duration.ofSeconds(90);

    private CrashRun() {}

    /**
     * Runs it.
     *
     * @param clientsOfAKind how many of each kind of client work at the same time
     * @param pause of a client after each step
     * @param story what is done to the stack while they work
     * @return the figures; fails with the broken promises and the history around the faults
     */
    static String of(Path home, int clientsOfAKind, Duration pause, Consumer<Faults> story)
            throws IOException {
        try (CrashStack stack = CrashStack.start(home)) {
            History history = new History();
            Readiness readiness = new Readiness(stack.database(), stack.readinessUrls().values());
            Faults faults = new Faults(stack.launcher(), readiness, history);
            Instant start = Instant.now();
            Load load = Load.start(clients(stack, history, clientsOfAKind), pause);
            try {
                awaitWork(history);
                history.add(new Fault("cold start", start, Instant.now()));
                story.accept(faults);
                awaitWork(history);
            } finally {
                load.stop();
            }
            StoredReader reader = new StoredReader(stack.database(), stack.clerkDoor());
            awaitRest(reader);
            return judge(new Run(history.operations(), history.faults(), reader.read()), home);
        }
    }

    private static List<Client> clients(CrashStack stack, History history, int ofAKind)
            throws IOException {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < ofAKind; i++) {
            RecordingClient http = new RecordingClient(stack.gatewayUrl(), history);
            clients.add(new NewcomerClient(http, stack.clerk()));
            clients.add(new SenderClient(http, stack.webhookSecret()));
            clients.add(new AdministratorClient(http, stack.clerk()));
        }
        return clients;
    }

    /** Some of everything has just succeeded: there is a story to break into. */
    private static void awaitWork(History history) {
        int seen = history.operations().size();
        await().atMost(Duration.ofSeconds(60))
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
        await().atMost(REST)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertEquals("", reader.unsettled()));
    }

    private static String judge(Run run, Path home) {
        Map<String, List<Violation>> broken = Checker.judge(run);
        assertTrue(
                broken.isEmpty(),
                () -> CrashReport.failure(run, broken) + "\ndata and logs: " + home);
        return CrashReport.figures(run);
    }
}
