package dev.rollcall.identity.sighting;

import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Reduction;
import dev.rollcall.identity.mirror.TransactionRetry;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;

/**
 * Brings what a path has seen at Clerk into the tables, all of it in one transaction of its own
 * that is repeated after a deadlock. Safe beside every other path: versions decide.
 */
@Singleton
public class ObserveAtClerk {

    private final MirrorBatch batch;
    private final TransactionOperations<Connection> transactions;
    private final TransactionRetry retry;

    ObserveAtClerk(
            MirrorBatch batch,
            TransactionOperations<Connection> transactions,
            TransactionRetry retry) {
        this.batch = batch;
        this.transactions = transactions;
        this.retry = retry;
    }

    /** What became of each sighting, in the order given. */
    public List<Reduction<?>> run(List<Sighting> sightings, Cause cause) {
        List<Sighted> seen = sightings.stream().map(one -> Sighted.now(one, cause)).toList();
        return retry
                .run(() -> transactions.executeWrite(status -> batch.apply(seen, cause.at())))
                .stream()
                .<Reduction<?>>map(MirrorBatch.Met::reduction)
                .toList();
    }
}
