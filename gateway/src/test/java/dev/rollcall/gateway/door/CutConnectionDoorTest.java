package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Connections that are half closed and then cut, by the thousand (CVE-2026-42577). */
class CutConnectionDoorTest {

    private static final int CONNECTIONS = 10_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What has been said before the cut. */
    private static final List<String> BEGINNINGS =
            List.of(
                    "",
                    "GET /app HT",
                    "GET /app HTTP/1.1\r\nHost: a\r\n\r\n",
                    "POST /api/webhooks/clerk HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na",
                    "GET //x HTTP/1.1\r\nHost: a\r\n\r\n");

    @Test
    void g68ConnectionsThatAreCutLeaveNothingBehind() {
        try (Door door = new Door(Map.of())) {
            door.wire.get("/nope");
            long before = openFiles();

            for (int n = 0; n < CONNECTIONS; n++) {
                cut(door, BEGINNINGS.get(n % BEGINNINGS.size()), n % 2 == 0);
            }

            await().atMost(BOUND).until(() -> openFiles() <= before + 20);
            await().pollInterval(Duration.ofMillis(200))
                    .atMost(BOUND)
                    .until(new Work()::isNearlyNone);
            assertEquals(404, door.wire.get("/nope").status());
            assertEquals(0, door.webhook.received().size());
        }
    }

    private static void cut(Door door, String beginning, boolean halfClosed) {
        try (Socket socket = door.wire.open()) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            if (halfClosed) {
                socket.shutdownOutput();
            }
        } catch (IOException cut) {
            // what a cut does
        }
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getOpenFileDescriptorCount();
    }

    /** What the event loops have computed since they were last looked at. */
    private static final class Work {
        private long cpu = computed();
        private long at = System.nanoTime();

        /** One loop that turns without end takes a whole processor. */
        boolean isNearlyNone() {
            long nowCpu = computed();
            long now = System.nanoTime();
            boolean nearlyNone = nowCpu - cpu < (now - at) / 10;
            cpu = nowCpu;
            at = now;
            return nearlyNone;
        }

        private static long computed() {
            long[] loops =
                    Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                            .filter(thread -> thread != null && isLoop(thread))
                            .mapToLong(ThreadInfo::getThreadId)
                            .toArray();
            assertTrue(loops.length > 0, "no event loop was found");
            return Arrays.stream(loops).map(THREADS::getThreadCpuTime).sum();
        }

        private static boolean isLoop(ThreadInfo thread) {
            return thread.getThreadName().toLowerCase(Locale.ROOT).contains("eventloop");
        }
    }
}
