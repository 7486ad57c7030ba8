package dev.rollcall.audit.query;

import java.time.Instant;
import java.util.UUID;

/** A place in the trail: the records behind it are older, or as old with a smaller id. */
record Position(Instant recordedAt, UUID id) {

    /** Before the newest record. */
    static final Position START =
            new Position(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1L, -1L));
}
