package dev.rollcall.identity.reconcile;

import dev.rollcall.identity.tombstone.Tombstones;
import java.util.Locale;

/** The kinds of objects that a run walks. */
enum Entity {
    USERS(Tombstones.Kind.USER),
    ORGS(Tombstones.Kind.ORG),
    MEMBERSHIPS(Tombstones.Kind.MEMBERSHIP);

    private final Tombstones.Kind tombstone;

    Entity(Tombstones.Kind tombstone) {
        this.tombstone = tombstone;
    }

    Tombstones.Kind tombstone() {
        return tombstone;
    }

    /** The word in reports, which is also the table. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Entity ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
