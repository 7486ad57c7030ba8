package dev.rollcall.acceptance.crash;

import static dev.rollcall.acceptance.crash.Examples.MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CrashReportTest {

    private static final Operation LOST =
            Examples.operation(Act.WEBHOOK, MESSAGE, 59, new Outcome.Ok(200));
    private static final Operation CUT =
            Examples.operation(Act.FIRST_REQUEST, "user_9", 61, new Outcome.Unknown("IOException"));
    private static final Operation FINE =
            Examples.operation(
                    Act.FIRST_REQUEST, Examples.PERSON, 61, new Outcome.Ok(200), "crash-2");
    private static final Operation LONG_BEFORE =
            Examples.operation(
                    Act.WEBHOOK, "msg_before", 2, new Outcome.Unknown("IOException"), "crash-3");

    private static final Run RUN = Examples.run(Examples.inbox(), LOST, CUT, FINE, LONG_BEFORE);

    private final String text = CrashReport.failure(RUN, Checker.judge(RUN));

    @Test
    void namesTheBrokenPromiseAndTheRowsConcerned() {
        assertTrue(text.contains(new AcknowledgedWebhooksCheck().promise()), text);
        assertTrue(text.contains("msg_1: acknowledged, 0 rows in the inbox"), text);
    }

    @Test
    void tellsWhatHappenedAroundTheFault() {
        String around = text.substring(text.indexOf("kill identity at "));

        assertTrue(
                around.contains("2026-11-20T12:01:01Z FIRST_REQUEST {IOException=1, ok=1}"), text);
        assertTrue(around.contains(LOST.toString()), text);
    }

    @Test
    void leavesOutWhatWasFarAway() {
        String around = text.substring(text.indexOf("kill identity at "));

        assertFalse(around.contains("crash-3"), text);
    }

    @Test
    void saysNothingWhereEveryPromiseWasKept() {
        Run kept = Examples.run(Examples.STORED, Examples.ok(Act.WEBHOOK, MESSAGE));

        assertEquals(Map.of(), Checker.judge(kept));
    }
}
