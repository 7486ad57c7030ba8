package dev.rollcall.stack.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestartPolicyTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 5", "4, 15", "5, 30", "99, 30"})
    void waitsLongerEachTime(int endsInARow, int seconds) {
        assertEquals(Duration.ofSeconds(seconds), RestartPolicy.delay(endsInARow));
    }

    @Test
    void countsEndsInARow() {
        assertEquals(3, RestartPolicy.endsInARow(2, Duration.ofSeconds(59)));
    }

    @Test
    void beginsAnewAfterAHealthyMinute() {
        assertEquals(1, RestartPolicy.endsInARow(7, Duration.ofSeconds(60)));
    }
}
