package dev.rollcall.identity.sighting;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.adopt.Adoption;
import dev.rollcall.identity.history.Effect;
import dev.rollcall.identity.history.SyncHistory;
import dev.rollcall.identity.mirror.Entry;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.mirror.Reduction;
import dev.rollcall.identity.mirror.Version;
import dev.rollcall.identity.user.UserFacts;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one way to the mirror's tables, for one sighting as for hundreds: lock, read, fold in memory,
 * write, all in the caller's transaction and in a number of statements that does not grow with the
 * batch. Thread safe.
 */
@Singleton
public class MirrorBatch {

    private final Adoption adoption;
    private final LedgerReader reader;
    private final LedgerWriter writer;
    private final SyncHistory history;

    MirrorBatch(Adoption adoption, LedgerReader reader, LedgerWriter writer, SyncHistory history) {
        this.adoption = adoption;
        this.reader = reader;
        this.writer = writer;
        this.history = history;
    }

    /** What became of one sighting, and what it did to its row, if that is told. */
    public record Met(Reduction<?> reduction, @Nullable Effect effect) {}

    /** What became of each, in the order given; {@code at} is now, by our clock. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Met> apply(List<Sighted> batch, Instant at) {
        Touched touched = Touched.by(batch);
        reader.lock(touched);
        adoption.link(arriving(batch), at);
        Ledgers ledgers = reader.read(touched);
        Consequences consequences = new Consequences();
        MirrorFold fold = new MirrorFold(ledgers, consequences);
        List<Met> met = new ArrayList<>(batch.size());
        List<Effect> effects = new ArrayList<>(batch.size());
        for (Sighted seen : batch) {
            Entry<?> entry = ledgers.entry(seen.sighting());
            Version before = entry.version();
            Reduction<?> reduction = fold.apply(seen);
            Optional<Effect> effect = Effects.of(seen, entry, before, reduction);
            effect.ifPresent(effects::add);
            met.add(new Met(reduction, effect.orElse(null)));
        }
        writer.write(ledgers, consequences, at);
        history.append(effects);
        return met;
    }

    /** The people whose details the batch brings: some may have been imported. */
    private static Map<ClerkUserId, UserFacts> arriving(List<Sighted> batch) {
        Map<ClerkUserId, UserFacts> arriving = new HashMap<>();
        for (Sighted seen : batch) {
            if (seen.sighting() instanceof Sighting.OfUser user
                    && user.observation() instanceof Observation.Upserted<UserFacts> upserted) {
                arriving.put(user.id(), upserted.facts());
            }
        }
        return arriving;
    }
}
