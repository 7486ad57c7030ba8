package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Headers that are lists, as long as fits. */
class LongListDoorTest {

    private static final Siege SIEGE = new Siege(Map.of());
    private static final int ROUNDS = 5;

    /** Of processors' time, whoever else uses them: hundred times what is needed. */
    private static final long MOST_SECONDS = 30;

    private static final List<String> NAMES =
            List.of(
                    "Range",
                    "If-Range",
                    "If-Match",
                    "If-None-Match",
                    "If-Modified-Since",
                    "If-Unmodified-Since",
                    "Accept",
                    "Accept-Charset",
                    "Accept-Encoding",
                    "Accept-Language",
                    "Access-Control-Request-Headers",
                    "Cache-Control",
                    "Connection",
                    "Cookie",
                    "Forwarded",
                    "TE",
                    "Via",
                    "X-Forwarded-For");

    @AfterAll
    static void close() {
        SIEGE.close();
    }

    @Test
    void g72LongListsCostLittle() {
        String bearer = SIEGE.door.bearer("grace");
        long before = computed();
        for (int round = 0; round < ROUNDS; round++) {
            for (String name : NAMES) {
                for (String item : List.of("\"a\", ", "a;q=0.1,", "1-2,   ", ",,,,,,,,")) {
                    String list = name + ": " + item.repeat(3000) + "b";
                    for (String target :
                            List.of("/api/sample/x", "/assets/rollcall.css", "/login")) {
                        int status = SIEGE.door.wire.get(target, bearer, list).status();
                        assertEquals(200, status, () -> target + ' ' + name);
                    }
                }
            }
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(computed() - before);

        assertTrue(seconds < MOST_SECONDS, () -> seconds + " s");
    }

    private static long computed() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
