package dev.rollcall.webhook.retention;

import dev.rollcall.contracts.admin.WebhookRetentionRun;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.webhook.retention.RetentionRepository.Count;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;

/**
 * One run: months whose time is over go with their payloads, and long after them the ids that were
 * seen. Each month and each batch commits for itself; a run that ends early is finished by the
 * next. Thread-safe.
 */
@Singleton
final class RunRetention {

    private static final int IDS_AT_ONCE = 5000;

    private final RetentionRepository repository;
    private final RetentionConfiguration configuration;
    private final Uuid7 ids;
    private final Clock clock;

    RunRetention(
            RetentionRepository repository,
            RetentionConfiguration configuration,
            Uuid7 ids,
            Clock clock) {
        this.repository = repository;
        this.configuration = configuration;
        this.ids = ids;
        this.clock = clock;
    }

    WebhookRetentionRun run(boolean dryRun) {
        Instant startedAt = clock.instant();
        Instant payloadsBefore = startedAt.minus(configuration.payloads());
        int months = 0;
        int held = 0;
        long events = 0;
        for (YearMonth month : repository.listMonths()) {
            if (RetentionPolicy.isOver(month, payloadsBefore)) {
                Count count = repository.count(month);
                boolean goes = count.pending() == 0 && (dryRun || repository.drop(month));
                months += goes ? 1 : 0;
                held += goes ? 0 : 1;
                events += goes ? count.events() : 0;
            }
        }
        Instant idsBefore = startedAt.minus(RetentionPolicy.messageIds(configuration.payloads()));
        long messageIds = dryRun ? repository.countIds(idsBefore) : deleteIds(idsBefore);
        WebhookRetentionRun run =
                new WebhookRetentionRun(
                        ids.next(),
                        dryRun,
                        startedAt,
                        clock.instant(),
                        payloadsBefore,
                        months,
                        events,
                        held,
                        messageIds);
        repository.append(run);
        return run;
    }

    private long deleteIds(Instant before) {
        long deleted = 0;
        int batch = IDS_AT_ONCE;
        while (batch == IDS_AT_ONCE) {
            batch = repository.deleteIds(before, IDS_AT_ONCE);
            deleted += batch;
        }
        return deleted;
    }
}
