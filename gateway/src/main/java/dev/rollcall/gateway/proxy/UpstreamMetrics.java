package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.route.Upstreams;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How upstreams answer. Labels are names of the configuration and words of ours. Thread safe. */
@Context
final class UpstreamMetrics {

    private static final Duration[] STEPS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private final Map<String, Timer> waited;
    private final Meter.MeterProvider<Counter> failed;

    UpstreamMetrics(MeterRegistry registry, Upstreams upstreams, UpstreamLoad load) {
        waited =
                upstreams.names().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Function.identity(), name -> timer(registry, name)));
        failed =
                Counter.builder("rollcall.gateway.upstream.failed")
                        .description("Requests whose upstream did not answer, or not wholly")
                        .withRegistry(registry);
        for (String name : upstreams.names()) {
            Gauge.builder("rollcall.gateway.in.flight", load, it -> it.waiting(name))
                    .description("Requests that wait for an upstream's answer to begin")
                    .tag("upstream", name)
                    .register(registry);
        }
    }

    private static Timer timer(MeterRegistry registry, String upstream) {
        return Timer.builder("rollcall.gateway.upstream")
                .description("From a request passed on to the beginning of its answer")
                .tag("upstream", upstream)
                .serviceLevelObjectives(STEPS)
                .register(registry);
    }

    void answered(String upstream, long nanos) {
        Timer timer = waited.get(upstream);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** {@code reason} is a stable word. */
    void failed(String upstream, String reason) {
        failed.withTags(Tags.of("upstream", upstream, "reason", reason)).increment();
    }
}
