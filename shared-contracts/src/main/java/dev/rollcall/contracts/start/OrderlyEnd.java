package dev.rollcall.contracts.start;

import io.micronaut.runtime.graceful.GracefulShutdownManager;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last things a process does, before anything it needs is taken away: it is not ready, a while
 * later it takes no new connections, and what has begun is answered, all within a bound.
 */
@Singleton
final class OrderlyEnd {

    private static final Logger LOG = LoggerFactory.getLogger(OrderlyEnd.class);

    private final Draining draining;
    private final DrainConfiguration configuration;
    private final GracefulShutdownManager connections;

    OrderlyEnd(
            Draining draining,
            DrainConfiguration configuration,
            GracefulShutdownManager connections) {
        this.draining = draining;
        this.configuration = configuration;
        this.connections = connections;
    }

    /** Returns when all is answered or the time is up. */
    void await() {
        draining.begin();
        LOG.info("event=process.draining notice_ms={}", configuration.notice().toMillis());
        try {
            Thread.sleep(configuration.notice());
            LOG.info("event=process.drained outcome={}", drain(configuration.timeout()));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private String drain(Duration bound) throws InterruptedException {
        try {
            connections
                    .shutdownGracefully()
                    .toCompletableFuture()
                    .get(bound.toMillis(), TimeUnit.MILLISECONDS);
            return "complete";
        } catch (TimeoutException unanswered) {
            return "cut_off";
        } catch (ExecutionException fault) {
            return "failed";
        }
    }
}
