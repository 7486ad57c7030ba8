package dev.rollcall.webhook.inbox;

import dev.rollcall.contracts.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where verified messages are kept. Says so after the commit or not at all; one row per message id,
 * whoever sends it how often. Thread-safe.
 */
@Singleton
public final class Inbox {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** Less than the 15 s after which Svix gives an attempt up. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final GroupCommit<Arrival, Receipt> group;
    private final InboxSignal signal;

    Inbox(
            InboxConfiguration configuration,
            InboxRepository repository,
            InboxSignal signal,
            InboxMetrics metrics) {
        this.group =
                new GroupCommit<>(
                        configuration,
                        arrivals -> {
                            metrics.group(arrivals.size());
                            return repository.append(arrivals);
                        },
                        RowFault::blames);
        this.signal = signal;
    }

    /**
     * Ends with the commit, or with a 503 {@link ProblemException} if it is not known to be on
     * disk. What is to follow runs on the thread that ends it: mostly the writer's, which must not
     * be blocked, or a timer's; on the caller's own, if it has ended by then.
     */
    public CompletableFuture<Receipt> append(Arrival arrival) {
        Optional<CompletableFuture<Receipt>> written = group.offer(arrival);
        if (written.isEmpty()) {
            return CompletableFuture.failedFuture(unavailable("The inbox is full.", null));
        }
        return written.get()
                .orTimeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .handle(this::told);
    }

    private Receipt told(@Nullable Receipt receipt, @Nullable Throwable failed) {
        if (receipt == null) {
            throw unavailable("The inbox cannot be written.", failed);
        }
        if (receipt == Receipt.ACCEPTED) {
            signal.ring();
        }
        return receipt;
    }

    @PreDestroy
    void close() {
        group.close();
    }

    private static ProblemException unavailable(String detail, @Nullable Throwable cause) {
        return ProblemException.unavailable(detail, RETRY_AFTER, cause);
    }
}
