package dev.rollcall.identity.organization;

import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.EntityLock;
import dev.rollcall.identity.mirror.MirrorReducer;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.mirror.Reduction;
import dev.rollcall.identity.mirror.Version;
import dev.rollcall.identity.outbox.Outbox;
import dev.rollcall.identity.tombstone.Tombstones;
import dev.rollcall.identity.user.UserMirror;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies observations of organisations: lock, read, reduce, write the row and its evidence, in the
 * caller's transaction. The creator becomes the owner; one who is not known yet becomes a stub.
 */
@Singleton
public class OrgMirror {

    private final EntityLock lock;
    private final OrgRepository orgs;
    private final UserMirror users;
    private final Tombstones tombstones;
    private final Outbox outbox;
    private final Uuid7 ids;

    OrgMirror(
            EntityLock lock,
            OrgRepository orgs,
            UserMirror users,
            Tombstones tombstones,
            Outbox outbox,
            Uuid7 ids) {
        this.lock = lock;
        this.orgs = orgs;
        this.users = users;
        this.tombstones = tombstones;
        this.outbox = outbox;
        this.ids = ids;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public Reduction<OrgFacts> apply(
            ClerkOrgId clerkId, Observation<OrgFacts> observation, Cause cause) {
        lock.take(clerkId.value());
        Optional<OrgRow> row = orgs.findByClerkId(clerkId.value());
        MirrorState<OrgFacts> state = row.map(OrgMirror::state).orElseGet(() -> unknown(clerkId));
        Reduction<OrgFacts> reduction = MirrorReducer.reduce(state, observation);
        if (reduction instanceof Reduction.Applied<OrgFacts> applied) {
            UUID id = row.map(OrgRow::id).orElseGet(ids::next);
            store(id, clerkId, row, applied, cause);
            evidence(new OrgId(id), applied, cause);
        }
        return reduction;
    }

    /** The local id of an organisation that may be unknown yet; empty once it is deleted. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<OrgId> mention(ClerkOrgId clerkId, Cause cause) {
        apply(clerkId, new Observation.Mentioned<>(), cause);
        return orgs.findByClerkId(clerkId.value()).map(row -> new OrgId(row.id()));
    }

    private MirrorState<OrgFacts> unknown(ClerkOrgId clerkId) {
        return tombstones.exists(Tombstones.Kind.ORG, clerkId.value())
                ? new MirrorState.Gone<>()
                : new MirrorState.Unseen<>();
    }

    private static MirrorState<OrgFacts> state(OrgRow row) {
        Long updatedMs = row.versionUpdatedMs();
        Long observedMs = row.versionObservedMs();
        Long hash = row.versionHash();
        String name = row.name();
        if (updatedMs == null || observedMs == null || hash == null || name == null) {
            return new MirrorState.Stub<>(row.absentAt());
        }
        String owner = row.ownerClerkId();
        OrgFacts facts =
                new OrgFacts(
                        name,
                        row.slug(),
                        row.imageUrl(),
                        owner == null ? null : new ClerkUserId(owner),
                        row.clerkCreatedAt());
        return new MirrorState.Present<>(
                facts, new Version(updatedMs, observedMs, hash), row.absentAt());
    }

    private void store(
            UUID id,
            ClerkOrgId clerkId,
            Optional<OrgRow> before,
            Reduction.Applied<OrgFacts> applied,
            Cause cause) {
        switch (applied.next()) {
            case MirrorState.Unseen<OrgFacts> unseen ->
                    throw new IllegalStateException("nothing becomes unseen");
            case MirrorState.Stub<OrgFacts> stub ->
                    write(before, stubRow(id, clerkId, before, stub, cause));
            case MirrorState.Present<OrgFacts> present ->
                    write(before, presentRow(id, clerkId, before, present, applied, cause));
            case MirrorState.Gone<OrgFacts> gone -> {
                tombstones.append(Tombstones.Kind.ORG, clerkId.value(), cause.at());
                if (before.isPresent()) {
                    orgs.endMemberships(id, cause.at());
                    orgs.blank(id, cause.at());
                }
            }
        }
    }

    private void write(Optional<OrgRow> before, OrgRow row) {
        if (before.isPresent()) {
            orgs.update(row);
        } else {
            orgs.append(row);
        }
    }

    private static OrgRow stubRow(
            UUID id,
            ClerkOrgId clerkId,
            Optional<OrgRow> before,
            MirrorState.Stub<OrgFacts> stub,
            Cause cause) {
        return new OrgRow(
                id,
                clerkId.value(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                stub.absentAt(),
                "pending",
                null,
                null,
                before.map(OrgRow::createdAt).orElse(cause.at()),
                cause.at());
    }

    private OrgRow presentRow(
            UUID id,
            ClerkOrgId clerkId,
            Optional<OrgRow> before,
            MirrorState.Present<OrgFacts> present,
            Reduction.Applied<OrgFacts> applied,
            Cause cause) {
        OrgFacts facts = present.facts();
        boolean confirmed = applied.change() == Reduction.Change.CONFIRMED;
        return new OrgRow(
                id,
                clerkId.value(),
                facts.name(),
                facts.slug(),
                facts.imageUrl(),
                owner(facts.createdBy(), cause),
                null,
                facts.createdAt(),
                present.version().updatedMs(),
                present.version().observedMs(),
                present.version().hash(),
                present.absentAt(),
                "active",
                cause.at(),
                cause.source().wire(),
                before.map(OrgRow::createdAt).orElse(cause.at()),
                confirmed ? before.map(OrgRow::updatedAt).orElse(cause.at()) : cause.at());
    }

    private @Nullable UUID owner(@Nullable ClerkUserId creator, Cause cause) {
        return creator == null
                ? null
                : users.mention(creator, cause).map(UserId::value).orElse(null);
    }

    private void evidence(OrgId id, Reduction.Applied<OrgFacts> applied, Cause cause) {
        switch (applied.change()) {
            case STUBBED, CONFIRMED, MISSED -> {}
            case CREATED -> evidence(AuditAction.ORG_CREATED, id, Map.of(), cause);
            case UPDATED -> {
                String fields = String.join(",", applied.changedFields());
                evidence(AuditAction.ORG_UPDATED, id, Map.of("fields", fields), cause);
            }
            case DELETED -> evidence(AuditAction.ORG_DELETED, id, Map.of(), cause);
        }
    }

    private void evidence(
            AuditAction action, OrgId id, Map<String, String> attributes, Cause cause) {
        outbox.append(action, null, id, attributes, List.of(), cause);
    }
}
