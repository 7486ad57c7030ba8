package dev.rollcall.identity.outbox;

import dev.rollcall.contracts.audit.AppendRequest;
import dev.rollcall.contracts.audit.AppendResponse;
import dev.rollcall.identity.mirror.SqlFaults;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the outbox to audit-service, oldest first and in a lull, at least once; audit-service
 * stores each record once by its id. Two copies may send the same batch: harmless. When
 * audit-service or the database is away the rows wait and the next turn tries again.
 */
@Singleton
final class OutboxRelayJob {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelayJob.class);
    private static final int BATCH = AppendRequest.MOST_ENTRIES;

    /** Malformed, too large, unprocessable: what is in the batch is to blame. */
    private static final Set<Integer> ABOUT_THE_BATCH = Set.of(400, 413, 422);

    private final OutboxQueue queue;
    private final Outbox outbox;
    private final AuditClient audit;
    private final Lull lull;

    OutboxRelayJob(
            OutboxQueue queue,
            Outbox outbox,
            AuditClient audit,
            OutboxConfiguration configuration) {
        this.queue = queue;
        this.outbox = outbox;
        this.audit = audit;
        this.lull = new Lull(configuration.patience());
    }

    @Scheduled(fixedDelay = "${rollcall.outbox.interval}", initialDelay = "1s")
    void relay() {
        if (!lull.hasCome(System.nanoTime(), outbox.lastAppended())) {
            return;
        }
        try {
            List<OutboxRow> batch;
            do {
                batch = queue.next(BATCH);
                if (!batch.isEmpty()) {
                    deliver(batch);
                }
            } while (batch.size() == BATCH);
        } catch (Exception away) {
            LOG.warn("event=outbox.waiting cause={}", SqlFaults.describe(away));
        }
    }

    private void deliver(List<OutboxRow> batch) {
        try {
            note(audit.append(request(batch)));
        } catch (HttpClientResponseException answered) {
            if (!ABOUT_THE_BATCH.contains(answered.code())) {
                throw answered;
            }
            narrow(batch);
            return;
        }
        queue.delivered(batch);
        LOG.debug("event=outbox.delivered n={}", batch.size());
    }

    /** One record that audit-service cannot take must not hold up the others for ever. */
    private void narrow(List<OutboxRow> batch) {
        if (batch.size() == 1) {
            OutboxRow refused = batch.getFirst();
            queue.refused(refused);
            LOG.error("event=outbox.refused record_id={}", refused.id());
            return;
        }
        int half = batch.size() / 2;
        deliver(batch.subList(0, half));
        deliver(batch.subList(half, batch.size()));
    }

    private static void note(AppendResponse response) {
        for (AppendResponse.AppendOutcome outcome : response.outcomes()) {
            switch (outcome.result()) {
                case STORED, REPEATED, SUBJECT_ERASED -> {}
                case CONFLICT -> LOG.error("event=outbox.conflict record_id={}", outcome.id());
            }
        }
    }

    /** An {@link AppendRequest}: the rows are its entries as they will stand there. */
    private static byte[] request(List<OutboxRow> batch) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        String separator = "{\"entries\":[";
        for (OutboxRow row : batch) {
            json.writeBytes(separator.getBytes(StandardCharsets.UTF_8));
            json.writeBytes(row.body());
            separator = ",";
        }
        json.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return json.toByteArray();
    }
}
