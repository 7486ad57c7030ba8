package dev.rollcall.identity.reconcile;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run does, in this order: first everything is seen and repaired, then absence is judged.
 */
enum Phase {
    SWEEP_USERS(Entity.USERS),
    SWEEP_ORGS(Entity.ORGS),
    SWEEP_MEMBERSHIPS(Entity.MEMBERSHIPS),
    ABSENCE_USERS(Entity.USERS),
    ABSENCE_ORGS(Entity.ORGS),
    ABSENCE_MEMBERSHIPS(Entity.MEMBERSHIPS),
    DONE(Entity.MEMBERSHIPS);

    private final Entity entity;

    Phase(Entity entity) {
        this.entity = entity;
    }

    /** What it is about; of {@link #DONE} nothing any more. */
    Entity entity() {
        return entity;
    }

    private Phase next() {
        return switch (this) {
            case SWEEP_USERS -> SWEEP_ORGS;
            case SWEEP_ORGS -> SWEEP_MEMBERSHIPS;
            case SWEEP_MEMBERSHIPS -> ABSENCE_USERS;
            case ABSENCE_USERS -> ABSENCE_ORGS;
            case ABSENCE_ORGS -> ABSENCE_MEMBERSHIPS;
            case ABSENCE_MEMBERSHIPS, DONE -> DONE;
        };
    }

    /** The next one that is about this kind of objects; null: any. */
    Phase next(@Nullable Entity only) {
        Phase phase = next();
        while (only != null && phase != DONE && phase.entity() != only) {
            phase = phase.next();
        }
        return phase;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Phase ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
