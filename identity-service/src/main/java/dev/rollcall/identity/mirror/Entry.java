package dev.rollcall.identity.mirror;

import dev.rollcall.identity.mirror.MirrorState.Gone;
import dev.rollcall.identity.mirror.MirrorState.Present;
import dev.rollcall.identity.mirror.MirrorState.Stub;
import dev.rollcall.identity.mirror.MirrorState.Unseen;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object while a batch is reduced: as its row was read, and what has become of it since. Not
 * thread safe: it lives in one transaction.
 */
public final class Entry<F extends Facts<F>> {

    private final String clerkId;
    private final UUID id;
    private final boolean stored;
    private MirrorState<F> state;
    private @Nullable Instant updatedAt;
    private @Nullable Cause cause;

    private Entry(
            String clerkId,
            UUID id,
            boolean stored,
            MirrorState<F> state,
            @Nullable Instant updatedAt) {
        this.clerkId = clerkId;
        this.id = id;
        this.stored = stored;
        this.state = state;
        this.updatedAt = updatedAt;
    }

    public static <F extends Facts<F>> Entry<F> stored(
            String clerkId, UUID id, MirrorState<F> state, Instant updatedAt) {
        return new Entry<>(clerkId, id, true, state, updatedAt);
    }

    /** Without a row; {@code id} is what it gets if it is written. */
    public static <F extends Facts<F>> Entry<F> unstored(
            String clerkId, UUID id, MirrorState<F> state) {
        return new Entry<>(clerkId, id, false, state, null);
    }

    public Reduction<F> observe(Observation<F> observation, Cause why) {
        Reduction<F> reduction = MirrorReducer.reduce(state, observation);
        if (reduction instanceof Reduction.Applied<F> applied) {
            state = applied.next();
            cause = why;
            if (applied.change() != Reduction.Change.CONFIRMED) {
                updatedAt = why.at();
            }
        }
        return reduction;
    }

    /** Whether anything was applied to it. */
    public boolean isTouched() {
        return cause != null;
    }

    /** Whether its row is to be inserted or updated. */
    boolean isToUpsert() {
        return cause != null
                && switch (state) {
                    case Unseen<F> unseen -> false;
                    case Stub<F> stub -> true;
                    case Present<F> present -> true;
                    case Gone<F> gone -> false;
                };
    }

    boolean isStored() {
        return stored;
    }

    /** Whether its row is to be ended or blanked. */
    boolean isToEnd() {
        return cause != null && stored && isGone();
    }

    /** Whether there is a row, or will be when the batch is written. */
    public boolean hasRow() {
        return stored || isToUpsert();
    }

    public boolean isGone() {
        return state instanceof Gone<F>;
    }

    public String clerkId() {
        return clerkId;
    }

    public UUID id() {
        return id;
    }

    public MirrorState<F> state() {
        return state;
    }

    public @Nullable F facts() {
        return state instanceof Present<F> present ? present.facts() : null;
    }

    /** One column; null while there are no facts. */
    public <T> @Nullable T fact(Function<F, @Nullable T> column) {
        F facts = facts();
        return facts == null ? null : column.apply(facts);
    }

    public @Nullable Version version() {
        return state instanceof Present<F> present ? present.version() : null;
    }

    public @Nullable Instant absentAt() {
        return switch (state) {
            case Unseen<F> unseen -> null;
            case Stub<F> stub -> stub.absentAt();
            case Present<F> present -> present.absentAt();
            case Gone<F> gone -> null;
        };
    }

    /** {@code active} or {@code pending}. */
    public String syncStatus() {
        return state instanceof Present<F> ? "active" : "pending";
    }

    /** When Clerk's facts were last brought; null while there are none. */
    public @Nullable Instant syncedAt() {
        return state instanceof Present<F> ? cause().at() : null;
    }

    public @Nullable String syncSource() {
        return state instanceof Present<F> ? cause().source().wire() : null;
    }

    /** When it is written; the row keeps its first one. */
    public Instant writtenAt() {
        return cause().at();
    }

    /** When more than the version last changed. */
    public Instant updatedAt() {
        return Objects.requireNonNull(updatedAt, "nothing was written");
    }

    private Cause cause() {
        return Objects.requireNonNull(cause, "nothing was observed");
    }
}
