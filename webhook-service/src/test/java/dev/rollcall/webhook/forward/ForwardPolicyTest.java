package dev.rollcall.webhook.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.webhook.outgoing.PostOutcome;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TW38: what each answer of a target means. */
final class ForwardPolicyTest {

    private static final int MOST = 40;
    private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299, 409})
    void taken(int status) {
        assertEquals(new ForwardOutcome.Done(), answered(status, null, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void laterForTimeAndLoad(int status) {
        assertEquals(
                "status_" + status,
                assertInstanceOf(ForwardOutcome.Postponed.class, answered(status, null, 0))
                        .error());
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 307, 308, 400, 401, 403, 404, 410, 413, 415, 422})
    void neverForEverythingElse(int status) {
        assertEquals(new ForwardOutcome.Buried("status_" + status), answered(status, null, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "unreachable", "tls", "unknown_host", "no_http_answer"})
    void laterForNoAnswer(String reason) {
        ForwardOutcome outcome =
                ForwardPolicy.decide(new PostOutcome.Failed(reason), 0, MOST, RANDOM);

        assertEquals(reason, assertInstanceOf(ForwardOutcome.Postponed.class, outcome).error());
    }

    @Test
    void neverForAForbiddenAddress() {
        assertEquals(
                new ForwardOutcome.Buried("address_forbidden"),
                ForwardPolicy.decide(new PostOutcome.Forbidden(), 0, MOST, RANDOM));
    }

    @ParameterizedTest
    @CsvSource({"0, 2500, 5000", "1, 5000, 10000", "9, 1280000, 2560000", "38, 1800000, 3600000"})
    void theDelayDoublesUpToAnHour(int failures, long least, long most) {
        long millis = delay(answered(500, null, failures)).toMillis();

        assertTrue(millis >= least && millis <= most, () -> "" + millis);
    }

    @Test
    void theTargetsWordIsHonouredUpToAnHour() {
        assertEquals(Duration.ofMinutes(10), delay(answered(429, Duration.ofMinutes(10), 0)));
        assertEquals(Duration.ofHours(1), delay(answered(503, Duration.ofDays(9), 0)));
        assertTrue(delay(answered(503, Duration.ZERO, 0)).toMillis() >= 2500);
    }

    @Test
    void theLastFailureIsTheEnd() {
        assertEquals(new ForwardOutcome.Buried("status_500"), answered(500, null, MOST - 1));
    }

    private static ForwardOutcome answered(
            int status, @Nullable Duration retryAfter, int failures) {
        return ForwardPolicy.decide(
                new PostOutcome.Answered(status, retryAfter), failures, MOST, RANDOM);
    }

    private static Duration delay(ForwardOutcome outcome) {
        return assertInstanceOf(ForwardOutcome.Postponed.class, outcome).delay();
    }
}
