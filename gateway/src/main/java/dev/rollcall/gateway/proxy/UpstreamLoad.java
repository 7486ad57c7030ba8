package dev.rollcall.gateway.proxy;

import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.gateway.route.Upstreams;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many requests wait for an answer of each upstream. One that is slow is not waited for by more
 * than so many: the rest hear at once that it is overloaded. A tenth is kept for evidenced routes,
 * so that an administrator gets through. Thread safe.
 */
@Context
final class UpstreamLoad {

    private static final int RESERVE_PARTS = 10;

    private final Map<String, AtomicInteger> waiting;
    private final int most;
    private final int mostEvidenced;

    UpstreamLoad(
            Upstreams upstreams,
            @Property(name = "rollcall.limits.in-flight", defaultValue = "1000") int most) {
        if (most < 1) {
            throw new SettingsException("ROLLCALL_LIMIT_IN_FLIGHT is at least 1");
        }
        this.most = most;
        this.mostEvidenced = most + Math.max(1, most / RESERVE_PARTS);
        this.waiting =
                upstreams.names().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Function.identity(), name -> new AtomicInteger()));
    }

    /** False: not now, and nothing is counted. */
    boolean enter(String upstream, boolean evidenced) {
        AtomicInteger count = of(upstream);
        if (count.incrementAndGet() <= (evidenced ? mostEvidenced : most)) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    void leave(String upstream) {
        of(upstream).decrementAndGet();
    }

    int waiting(String upstream) {
        return of(upstream).get();
    }

    private AtomicInteger of(String upstream) {
        AtomicInteger count = waiting.get(upstream);
        if (count == null) {
            throw new IllegalArgumentException("no upstream is called " + upstream);
        }
        return count;
    }
}
