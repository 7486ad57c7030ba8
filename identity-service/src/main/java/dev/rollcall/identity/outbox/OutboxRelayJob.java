package dev.rollcall.identity.outbox;

import dev.rollcall.contracts.audit.AppendRequest;
import dev.rollcall.contracts.audit.AppendResponse;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.identity.mirror.SqlFaults;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the outbox to audit-service in the order the sequencer gave, at least once; audit-service
 * stores each record once by its id. Two copies may send the same batch: harmless. When
 * audit-service or the database is away the rows wait and the next turn tries again.
 */
@Singleton
final class OutboxRelayJob {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelayJob.class);
    private static final int BATCH = 200;

    /** Malformed, too large, unprocessable: what is in the batch is to blame. */
    private static final Set<Integer> ABOUT_THE_BATCH = Set.of(400, 413, 422);

    private final OutboxSequencer sequencer;
    private final AuditClient audit;
    private final ObjectMapper json;

    OutboxRelayJob(OutboxSequencer sequencer, AuditClient audit, ObjectMapper json) {
        this.sequencer = sequencer;
        this.audit = audit;
        this.json = json;
    }

    @Scheduled(fixedDelay = "${rollcall.outbox.interval}", initialDelay = "1s")
    void relay() {
        try {
            List<OutboxRow> batch = sequencer.next(BATCH);
            while (!batch.isEmpty()) {
                deliver(batch);
                batch = sequencer.next(BATCH);
            }
        } catch (Exception away) {
            LOG.warn("event=outbox.waiting cause={}", SqlFaults.describe(away));
        }
    }

    private void deliver(List<OutboxRow> batch) {
        try {
            note(audit.append(new AppendRequest(batch.stream().map(this::entry).toList())));
        } catch (HttpClientResponseException answered) {
            if (!ABOUT_THE_BATCH.contains(answered.code())) {
                throw answered;
            }
            narrow(batch);
        }
        sequencer.delivered(batch.getLast().position());
        LOG.debug("event=outbox.delivered n={}", batch.size());
    }

    /** One record that audit-service cannot take must not hold up the others for ever. */
    private void narrow(List<OutboxRow> batch) {
        if (batch.size() > 1) {
            batch.forEach(row -> deliver(List.of(row)));
            return;
        }
        OutboxRow refused = batch.getFirst();
        sequencer.refused(refused.position());
        LOG.error("event=outbox.refused record_id={}", refused.id());
    }

    private static void note(AppendResponse response) {
        for (AppendResponse.AppendOutcome outcome : response.outcomes()) {
            switch (outcome.result()) {
                case STORED, REPEATED, SUBJECT_ERASED -> {}
                case CONFLICT -> LOG.error("event=outbox.conflict record_id={}", outcome.id());
            }
        }
    }

    private AuditEntry entry(OutboxRow row) {
        try {
            return Objects.requireNonNull(json.readValue(row.body(), AuditEntry.class));
        } catch (IOException ourOwnBytes) {
            throw new UncheckedIOException("outbox row " + row.id(), ourOwnBytes);
        }
    }
}
