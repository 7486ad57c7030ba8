package dev.rollcall.gateway.decision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts what was decided, and the answers. Labels are words of ours, never what was sent. A grant
 * and an answer cost no look-up beyond a small table. Thread safe.
 */
@Singleton
public final class DecisionMetrics {

    /** What a route asks. */
    private static final List<String> ACCESS =
            List.of("public", "session", "org", "permission", "role");

    private static final String NO_ROUTE = "none";
    private static final String GRANTED = "granted";
    private static final int CLASSES = 6;
    private static final int CLASS_SIZE = 100;

    private final Meter.MeterProvider<Counter> decided;
    private final Map<String, Counter> granted;
    private final Counter[] answered = new Counter[CLASSES];

    DecisionMetrics(MeterRegistry registry) {
        decided =
                Counter.builder("rollcall.gateway.decisions")
                        .description("Requests by what their route asks and why they were refused")
                        .withRegistry(registry);
        granted =
                ACCESS.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Function.identity(), access -> counter(access, GRANTED)));
        for (int i = 1; i < CLASSES; i++) {
            answered[i] =
                    Counter.builder("rollcall.gateway.answers")
                            .description("Answers by class of status, whoever wrote them")
                            .tag("status", i + "xx")
                            .register(registry);
        }
    }

    /** {@code access} is a route's kind. */
    public void granted(String access) {
        Counter counter = granted.get(access);
        if (counter != null) {
            counter.increment();
        }
    }

    /** {@code reason} is a stable word. */
    public void refused(String access, String reason) {
        counter(access, reason).increment();
    }

    /** Before any route was looked at, or where none is. */
    public void refused(String reason) {
        refused(NO_ROUTE, reason);
    }

    public void answered(int status) {
        int type = status / CLASS_SIZE;
        if (type > 0 && type < CLASSES) {
            answered[type].increment();
        }
    }

    private Counter counter(String access, String reason) {
        return decided.withTags(Tags.of("access", access, "reason", reason));
    }
}
