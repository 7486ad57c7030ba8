package dev.rollcall.webhook.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testing.MutableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BacklogMetricsTest {

    private final MutableClock clock = new MutableClock(Instant.EPOCH);
    private final AtomicInteger asked = new AtomicInteger();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void aQuestionThatTakesLongerThanItsAnswerIsKeptIsAskedOnceForAll() {
        new BacklogMetrics(registry, repository(Duration.ofSeconds(20)), clock);

        assertEquals(7, read("rollcall.webhook.pending"));
        assertEquals(3, read("rollcall.webhook.dead"));

        assertEquals(1, asked.get());
    }

    @Test
    void anAnswerIsKeptForFiveSeconds() {
        new BacklogMetrics(registry, repository(Duration.ZERO), clock);
        read("rollcall.webhook.pending");

        clock.advance(Duration.ofMillis(4_999));
        read("rollcall.webhook.pending");
        assertEquals(1, asked.get());

        clock.advance(Duration.ofMillis(1));
        read("rollcall.webhook.pending");
        assertEquals(2, asked.get());
    }

    private double read(String gauge) {
        return registry.get(gauge).gauge().value();
    }

    private StatusRepository repository(Duration takes) {
        return new StatusRepository() {
            @Override
            public InboxFigures getFigures() {
                asked.incrementAndGet();
                clock.advance(takes);
                return new InboxFigures(null, 7, 3, null);
            }

            @Override
            public boolean takesWrites() {
                return true;
            }
        };
    }
}
