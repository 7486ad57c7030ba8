package dev.rollcall.acceptance.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The processes that the launcher looks after, its PostgreSQL among them: killed, told to end,
 * restarted and frozen under load. What a database of one's own does to them is {@link
 * FaultSeriesIT}.
 */
@Tag("long")
class CrashSeriesIT {

    private static final int CLIENTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final List<String> SERVICES = List.of("webhook", "identity", "audit", "gateway");

    @Test
    void everyPromiseHoldsHoweverAProcessEnds(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home)
            throws IOException {
        String figures = CrashRun.of(home, CLIENTS, PAUSE, CrashSeriesIT::endEach);

        System.out.println(figures);
    }

    private static void endEach(Faults faults) {
        faults.kill("postgres");
        faults.restart("postgres");
        SERVICES.forEach(faults::kill);
        SERVICES.forEach(faults::stop);
        faults.restart("identity");
        faults.freeze("webhook", Duration.ofSeconds(15));
        faults.freeze("identity", Duration.ofSeconds(15));
    }
}
