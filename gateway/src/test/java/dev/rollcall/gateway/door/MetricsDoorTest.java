package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.RecordingService.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Prometheus reads at the door, and who else does not. */
class MetricsDoorTest {

    private static final String METRICS = "/internal/metrics";
    private static final String TOKEN = "only-for-tests-only-for-tests-only";
    private static final String BEARER = "Authorization: Bearer " + TOKEN;
    private static final String HELLO = "/api/sample/hello";
    private static final String FAULTS =
            "upstream_failed_total{reason=\"upstream_failed\",upstream=\"sample\"}";

    private static Door door;

    @BeforeAll
    static void open() {
        door =
                new Door(
                        Map.of(
                                "rollcall.metrics.token", TOKEN,
                                "rollcall.limits.address", 0,
                                "rollcall.limits.failures", 0));
        // the feed's first answer forgets what identity-service had said before
        await().atMost(BOUND).until(() -> figure("feed_alive") == 1);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void countsGrantsAndRefusalsByReason() {
        double granted = figure("decisions_total{access=\"session\",reason=\"granted\"}");
        double missing = figure("decisions_total{access=\"session\",reason=\"session_missing\"}");
        double unlisted = figure("decisions_total{access=\"none\",reason=\"not_found\"}");
        double path = figure("decisions_total{access=\"none\",reason=\"path\"}");

        assertEquals(200, door.wire.get(HELLO, door.bearer("counted")).status());
        assertEquals(401, door.wire.get(HELLO).status());
        assertEquals(404, door.wire.get("/nowhere").status());
        assertEquals(400, door.wire.get("//api/sample/hello").status());

        assertEquals(1, figure("decisions_total{access=\"session\",reason=\"granted\"}") - granted);
        assertEquals(
                1,
                figure("decisions_total{access=\"session\",reason=\"session_missing\"}") - missing);
        assertEquals(1, figure("decisions_total{access=\"none\",reason=\"not_found\"}") - unlisted);
        assertEquals(1, figure("decisions_total{access=\"none\",reason=\"path\"}") - path);
    }

    @Test
    void countsAnswersOnceWhoeverWroteThem() {
        double fine = figure("answers_total{status=\"2xx\"}");
        double refused = figure("answers_total{status=\"4xx\"}");

        assertEquals(200, door.wire.get(HELLO, door.bearer("answered")).status());
        assertEquals(404, door.wire.get("/nowhere").status());
        assertEquals(400, door.wire.get("/a//b").status());

        // the first scrape was counted after it was read, and the last one not yet
        assertEquals(3, figure("answers_total{status=\"2xx\"}") - fine);
        assertEquals(2, figure("answers_total{status=\"4xx\"}") - refused);
    }

    @Test
    void tellsWhatMemoryKnew() {
        String bearer = door.bearer("remembered");
        double missed = figure("cache_lookups_total{cache=\"tokens\",result=\"miss\"}");
        double hit = figure("cache_lookups_total{cache=\"identities\",result=\"hit\"}");

        assertEquals(200, door.wire.get(HELLO, bearer).status());
        assertEquals(200, door.wire.get(HELLO, bearer).status());

        assertEquals(1, figure("cache_lookups_total{cache=\"tokens\",result=\"miss\"}") - missed);
        assertEquals(1, figure("cache_lookups_total{cache=\"identities\",result=\"hit\"}") - hit);
        assertTrue(figure("cache_size{cache=\"tokens\"}") >= 1);
        assertTrue(figure("cache_size{cache=\"identities\"}") >= 1);
    }

    @Test
    void timesUpstreamsAndCountsTheirFaults() {
        double timed = figure("upstream_seconds_count{upstream=\"sample\"}");
        double failed = figure(FAULTS);

        assertEquals(200, door.wire.get(HELLO, door.bearer("timed")).status());
        door.sample.behave(_ -> Answer.problem(401, "unauthorized"));
        assertEquals(502, door.wire.get(HELLO, door.bearer("timed")).status());
        door.sample.behave(_ -> Answer.json(200, "{}"));

        assertEquals(1, figure("upstream_seconds_count{upstream=\"sample\"}") - timed);
        assertEquals(1, figure(FAULTS) - failed);
        assertEquals(0, figure("in_flight{upstream=\"sample\"}"));
    }

    @Test
    void tellsWhetherRevocationsAreHeard() {
        await().atMost(BOUND).until(() -> figure("feed_alive") == 1);

        assertTrue(figure("token_keys") >= 1);
    }

    @Test
    void noLabelHoldsWhatSomebodySent() {
        door.wire.get("/hostile-path?hostile-query", "X-Hostile: hostile-header");
        door.wire.get(HELLO, "Authorization: Bearer hostile-token");
        door.wire.raw("HOSTILE / HTTP/1.1\r\nHost: hostile.example\r\nConnection: close\r\n\r\n");

        String figures = door.wire.get(METRICS, BEARER).body();

        assertTrue(figures.contains("rollcall_gateway_decisions_total"), figures);
        assertFalse(figures.contains("hostile"), figures);
        assertFalse(figures.contains("HOSTILE"), figures);
    }

    @Test
    void nobodyElseReadsThem() {
        assertEquals(401, door.wire.get(METRICS).status());
        assertEquals(401, door.wire.get(METRICS, door.bearer("admin")).status());
        assertEquals(401, door.wire.get(METRICS, BEARER + "x").status());
        assertEquals(401, door.wire.get(METRICS, "Authorization: Basic " + TOKEN).status());
        assertEquals(405, door.wire.send("POST", METRICS, "{}", BEARER).status());
        assertEquals(400, door.wire.get("/internal//metrics", BEARER).status());
        assertEquals(404, door.wire.get(METRICS + "/", BEARER).status());
    }

    @Test
    void aWrongTokenIsARefusalAndARightOneAGrant() {
        String refused = "decisions_total{access=\"public\",reason=\"metrics_token\"}";
        double before = figure(refused);
        double granted = figure("decisions_total{access=\"public\",reason=\"granted\"}");

        assertEquals(401, door.wire.get(METRICS, BEARER + "x").status());

        assertEquals(1, figure(refused) - before);
        // this scrape and the one before it
        assertEquals(2, figure("decisions_total{access=\"public\",reason=\"granted\"}") - granted);
    }

    @Test
    void isNotThereWithoutTheSetting() {
        try (Door without = new Door(Map.of())) {
            assertEquals(404, without.wire.get(METRICS).status());
            assertEquals(404, without.wire.get(METRICS, BEARER).status());
            assertEquals(404, without.wire.get(METRICS, "Authorization: Bearer ").status());
        }
    }

    /** 0 where there is none yet. */
    private static double figure(String name) {
        String line = "rollcall_gateway_" + name + ' ';
        Wire.Reply reply = door.wire.get(METRICS, BEARER);
        assertEquals(200, reply.status(), reply.body());
        return reply.body()
                .lines()
                .filter(each -> each.startsWith(line))
                .mapToDouble(each -> Double.parseDouble(each.substring(line.length())))
                .findFirst()
                .orElse(0);
    }
}
