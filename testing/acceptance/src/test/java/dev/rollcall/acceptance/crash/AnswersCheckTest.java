package dev.rollcall.acceptance.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswersCheckTest {

    private static final int BEFORE = 30;
    private static final int DURING = 61;
    private static final int JUST_AFTER = 68;
    private static final int LONG_AFTER = 85;

    private static final Outcome AWAY = new Outcome.Failed(503, "unavailable", true);
    private static final Outcome UNANSWERED = new Outcome.Unknown("ConnectException");

    @Test
    void holdsForWhatAFaultExplains() {
        assertEquals(0, violations(DURING, AWAY));
        assertEquals(0, violations(JUST_AFTER, AWAY));
        assertEquals(0, violations(DURING, UNANSWERED));
        assertEquals(0, violations(DURING, new Outcome.Failed(502, "upstream_failed", false)));
    }

    @Test
    void holdsForWhatATimeOutEndedAndSaysSo() {
        assertEquals(0, violations(BEFORE, AWAY, Duration.ofSeconds(1)));
        assertEquals(1, violations(BEFORE, UNANSWERED, Duration.ofSeconds(1)));
        assertEquals(
                1,
                violations(
                        BEFORE,
                        new Outcome.Failed(503, "unavailable", false),
                        Duration.ofSeconds(1)));
    }

    @Test
    void findsAFailureThatNoFaultExplains() {
        assertEquals(1, violations(BEFORE, AWAY));
        assertEquals(1, violations(LONG_AFTER, AWAY));
        assertEquals(1, violations(BEFORE, UNANSWERED));
    }

    @Test
    void findsA500EvenInTheMiddleOfAFault() {
        assertEquals(1, violations(DURING, new Outcome.Failed(500, "internal", false)));
    }

    @Test
    void findsAGoodClientThatWasSentAway() {
        assertEquals(1, violations(DURING, new Outcome.Failed(401, "token_invalid", false)));
    }

    @Test
    void finds503WithoutRetryAfter() {
        assertEquals(1, violations(DURING, new Outcome.Failed(503, "unavailable", false)));
    }

    @Test
    void findsAnAnswerThatIsNoProblem() {
        Outcome bare = new Outcome.Failed(502, Outcome.Failed.NO_PROBLEM, true);

        assertEquals(1, violations(DURING, bare));
    }

    private static int violations(int second, Outcome outcome) {
        return violations(second, outcome, Duration.ofMillis(20));
    }

    private static int violations(int second, Outcome outcome, Duration took) {
        Operation at = Examples.operation(Act.PRIVILEGED, Examples.PERSON, second, outcome);
        Operation operation =
                new Operation(
                        at.act(),
                        at.requestId(),
                        at.subject(),
                        at.from(),
                        at.from().plus(took),
                        outcome);
        return new AnswersCheck().judge(Examples.run(Examples.STORED, operation)).size();
    }
}
