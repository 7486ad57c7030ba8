package dev.rollcall.identity.adopt;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.tombstone.Tombstones;
import dev.rollcall.identity.user.UserFacts;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives arriving people, whose locks the caller holds, their imported rows before the mirror makes
 * new ones, in the caller's transaction: the id stays, Clerk's facts come over it. Somebody who has
 * a row, or was deleted at Clerk, gets none. Where nothing was imported it costs one look at two
 * empty indexes.
 */
@Singleton
public class Adoption {

    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    private final LocalPersonRepository local;
    private final Tombstones tombstones;

    Adoption(LocalPersonRepository local, Tombstones tombstones) {
        this.local = local;
        this.tombstones = tombstones;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void link(Map<ClerkUserId, UserFacts> arriving, Instant at) {
        List<LocalPerson> fitting = fitting(arriving);
        if (fitting.isEmpty()) {
            return;
        }
        arriving.forEach(
                (clerkId, facts) ->
                        AdoptionPolicy.choose(facts, fitting)
                                .ifPresent(row -> link(clerkId, row, at)));
    }

    private void link(ClerkUserId clerkId, UUID row, Instant at) {
        if (!tombstones.exists(Tombstones.Kind.USER, clerkId.value())
                && local.link(row, clerkId.value(), at) > 0) {
            LOG.info("event=user.adopted user_id={}", row);
        }
    }

    private List<LocalPerson> fitting(Map<ClerkUserId, UserFacts> arriving) {
        String[] externalIds =
                arriving.values().stream()
                        .map(UserFacts::externalId)
                        .filter(Objects::nonNull)
                        .toArray(String[]::new);
        String[] emails =
                arriving.values().stream()
                        .filter(UserFacts::emailVerified)
                        .map(UserFacts::email)
                        .filter(Objects::nonNull)
                        .map(email -> AdoptionPolicy.normal(email.value()))
                        .toArray(String[]::new);
        return externalIds.length + emails.length == 0
                ? List.of()
                : local.listFitting(externalIds, emails);
    }
}
