package dev.rollcall.gateway.access;

import dev.rollcall.contracts.audit.AppendRequest;
import dev.rollcall.contracts.audit.AppendResponse;
import dev.rollcall.contracts.audit.AppendResponse.AppendOutcome;
import dev.rollcall.contracts.audit.AuditEntry;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.codec.CodecException;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what {@link RefusalTally} has counted, again until it is stored, and all of it before the
 * process ends.
 */
@Singleton
final class RefusalJob implements GracefulShutdownCapable {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalJob.class);

    private static final int MOST_LAST_TRIES = 5;
    private static final Duration LAST_PAUSE = Duration.ofMillis(500);

    private final RefusalTally tally;
    private final AuditClient client;
    private final ExecutorService threads;

    RefusalJob(
            RefusalTally tally,
            AuditClient client,
            @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
        this.tally = tally;
        this.client = client;
        this.threads = threads;
    }

    @Scheduled(fixedDelay = "5s", initialDelay = "5s")
    void write() {
        write(tally.due());
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        return CompletableFuture.runAsync(this::writeRest, threads);
    }

    /**
     * More than once: what was counted beside an unwritten record, and an audit-service that
     * restarts.
     */
    private void writeRest() {
        List<AuditEntry> left = tally.close();
        try {
            for (int n = 0; n < MOST_LAST_TRIES && !left.isEmpty(); n++) {
                write(left);
                left = tally.close();
                if (!left.isEmpty()) {
                    Thread.sleep(LAST_PAUSE);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (!left.isEmpty()) {
            LOG.error("event=access.refusals outcome=given_up records={}", left.size());
        }
    }

    private void write(List<AuditEntry> due) {
        for (int from = 0; from < due.size(); from += AppendRequest.MOST_ENTRIES) {
            int to = Math.min(due.size(), from + AppendRequest.MOST_ENTRIES);
            append(due.subList(from, to));
        }
    }

    private void append(List<AuditEntry> entries) {
        try {
            AppendResponse answer = client.append(new AppendRequest(entries));
            List<AppendOutcome> outcomes = answer == null ? List.of() : answer.outcomes();
            if (outcomes.size() != entries.size()) {
                LOG.error("event=access.refusals outcome=failed records={}", entries.size());
                return;
            }
            for (int i = 0; i < entries.size(); i++) {
                settle(entries.get(i), outcomes.get(i).result());
            }
        } catch (HttpClientException | CodecException away) {
            LOG.error("event=access.refusals outcome=failed records={}", entries.size());
        }
    }

    /** What names an erased person is not kept; a conflict is nothing that trying again mends. */
    private void settle(AuditEntry entry, AppendResponse.Result result) {
        if (result == AppendResponse.Result.CONFLICT) {
            LOG.error("event=access.refusals outcome=conflict records=1");
        }
        tally.written(entry);
    }
}
