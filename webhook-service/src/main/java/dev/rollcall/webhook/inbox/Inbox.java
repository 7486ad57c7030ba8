package dev.rollcall.webhook.inbox;

import dev.rollcall.contracts.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Where verified messages are kept. Returns after the commit or not at all; one row per message id,
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

    /** Throws a 503 {@link ProblemException} if it is not known to be on disk. */
    public Receipt append(Arrival arrival) {
        Future<Receipt> written =
                group.offer(arrival).orElseThrow(() -> unavailable("The inbox is full.", null));
        try {
            Receipt receipt = written.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (receipt == Receipt.ACCEPTED) {
                signal.ring();
            }
            return receipt;
        } catch (ExecutionException | TimeoutException failed) {
            throw unavailable("The inbox cannot be written.", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable("The service is stopping.", interrupted);
        }
    }

    @PreDestroy
    void close() {
        group.close();
    }

    private static ProblemException unavailable(String detail, @Nullable Exception cause) {
        return ProblemException.unavailable(detail, RETRY_AFTER, cause);
    }
}
