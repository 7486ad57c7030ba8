package dev.rollcall.identity.user;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.EntityLock;
import dev.rollcall.identity.mirror.MirrorReducer;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.mirror.Reduction;
import dev.rollcall.identity.tombstone.Tombstones;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Applies observations of people: lock, read, reduce, write the row, its default organisation and
 * its evidence, all in the caller's transaction. Every path to a user's row leads through here.
 */
@Singleton
public class UserMirror {

    private final EntityLock lock;
    private final UserRepository users;
    private final Tombstones tombstones;
    private final DefaultOrg defaultOrg;
    private final UserEvidence evidence;
    private final Uuid7 ids;

    UserMirror(
            EntityLock lock,
            UserRepository users,
            Tombstones tombstones,
            DefaultOrg defaultOrg,
            UserEvidence evidence,
            Uuid7 ids) {
        this.lock = lock;
        this.users = users;
        this.tombstones = tombstones;
        this.defaultOrg = defaultOrg;
        this.evidence = evidence;
        this.ids = ids;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public Reduction<UserFacts> apply(
            ClerkUserId clerkId, Observation<UserFacts> observation, Cause cause) {
        lock.take(clerkId.value());
        Optional<UserRow> row = users.findByClerkId(clerkId.value());
        MirrorState<UserFacts> state = row.map(UserRows::state).orElseGet(() -> unknown(clerkId));
        Reduction<UserFacts> reduction = MirrorReducer.reduce(state, observation);
        if (reduction instanceof Reduction.Applied<UserFacts> applied) {
            store(clerkId, row, applied, cause);
            evidence.append(clerkId, state, applied, cause);
        }
        return reduction;
    }

    /** The local id of a person who may be unknown yet; empty once they are deleted. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<UserId> mention(ClerkUserId clerkId, Cause cause) {
        apply(clerkId, new Observation.Mentioned<>(), cause);
        return users.findByClerkId(clerkId.value()).map(row -> new UserId(row.id()));
    }

    private MirrorState<UserFacts> unknown(ClerkUserId clerkId) {
        return tombstones.exists(Tombstones.Kind.USER, clerkId.value())
                ? new MirrorState.Gone<>()
                : new MirrorState.Unseen<>();
    }

    private void store(
            ClerkUserId clerkId,
            Optional<UserRow> before,
            Reduction.Applied<UserFacts> applied,
            Cause cause) {
        switch (applied.next()) {
            case MirrorState.Unseen<UserFacts> unseen ->
                    throw new IllegalStateException("nothing becomes unseen");
            case MirrorState.Stub<UserFacts> stub -> storeStub(clerkId, before, stub, cause);
            case MirrorState.Present<UserFacts> present ->
                    storePresent(clerkId, before, present, applied.change(), cause);
            case MirrorState.Gone<UserFacts> gone -> storeGone(clerkId, before, cause.at());
        }
    }

    private void storeStub(
            ClerkUserId clerkId,
            Optional<UserRow> before,
            MirrorState.Stub<UserFacts> stub,
            Cause cause) {
        UUID id = before.map(UserRow::id).orElseGet(ids::next);
        Instant createdAt = before.map(UserRow::createdAt).orElse(cause.at());
        UserRow row = UserRows.stub(id, clerkId, stub.absentAt(), createdAt, cause);
        write(before, row);
    }

    private void storePresent(
            ClerkUserId clerkId,
            Optional<UserRow> before,
            MirrorState.Present<UserFacts> present,
            Reduction.Change change,
            Cause cause) {
        UUID id = before.map(UserRow::id).orElseGet(ids::next);
        Instant createdAt = before.map(UserRow::createdAt).orElse(cause.at());
        boolean confirmed = change == Reduction.Change.CONFIRMED;
        Instant updatedAt =
                confirmed ? before.map(UserRow::updatedAt).orElse(cause.at()) : cause.at();
        write(before, UserRows.present(id, clerkId, present, createdAt, updatedAt, cause));
        if (change == Reduction.Change.CREATED) {
            defaultOrg.create(new UserId(id), clerkId, cause);
        }
    }

    private void write(Optional<UserRow> before, UserRow row) {
        if (before.isPresent()) {
            users.update(row);
        } else {
            users.append(row);
        }
    }

    private void storeGone(ClerkUserId clerkId, Optional<UserRow> before, Instant at) {
        tombstones.append(Tombstones.Kind.USER, clerkId.value(), at);
        before.ifPresent(
                row -> {
                    users.endMemberships(row.id(), at);
                    users.leaveOwnedOrgs(row.id(), at);
                    users.blank(row.id(), at);
                });
    }
}
