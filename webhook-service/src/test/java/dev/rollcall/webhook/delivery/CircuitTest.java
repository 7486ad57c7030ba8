package dev.rollcall.webhook.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CircuitTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T10:00:00Z"));

    @Test
    void isClosedAtFirst() {
        Circuit circuit = new Circuit(clock, new Random(1));

        assertEquals(Duration.ZERO, circuit.pause());
        assertFalse(circuit.isAway());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void opensForHalfASecondToFive(long seed) {
        Circuit circuit = new Circuit(clock, new Random(seed));

        circuit.foundAway();

        assertTrue(circuit.isAway());
        assertTrue(circuit.pause().compareTo(Duration.ofMillis(500)) >= 0);
        assertTrue(circuit.pause().compareTo(Duration.ofSeconds(5)) <= 0);
    }

    @Test
    void letsOneTryThroughWhenTheTimeIsUp() {
        Circuit circuit = new Circuit(clock, new Random(1));
        circuit.foundAway();

        clock.advance(circuit.pause());

        assertEquals(Duration.ZERO, circuit.pause());
        assertTrue(circuit.isAway());
    }

    @Test
    void closesWithTheFirstAnswer() {
        Circuit circuit = new Circuit(clock, new Random(1));
        circuit.foundAway();

        circuit.answered();

        assertEquals(Duration.ZERO, circuit.pause());
        assertFalse(circuit.isAway());
    }
}
