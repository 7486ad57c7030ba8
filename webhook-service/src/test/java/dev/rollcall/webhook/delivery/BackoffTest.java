package dev.rollcall.webhook.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1000",
        "2, 2000",
        "3, 4000",
        "9, 256000",
        "10, 512000",
        "11, 600000",
        "1000, 600000"
    })
    void doublesTheCeilingUpToTenMinutes(int failures, long millis) {
        assertEquals(millis, Backoff.ceilingMillis(failures));
    }

    @Property(tries = 200)
    void staysBetweenNothingAndTheCeiling(
            @ForAll @IntRange(min = 1, max = 50) int failures, @ForAll long seed) {
        Duration delay = Backoff.delay(failures, new Random(seed));

        assertTrue(!delay.isNegative() && delay.toMillis() <= Backoff.ceilingMillis(failures));
    }
}
