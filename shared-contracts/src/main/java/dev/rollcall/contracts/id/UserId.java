package dev.rollcall.contracts.id;

import java.util.UUID;

/** A user's local id: UUIDv7, given once, never changed, kept after erasure. */
public record UserId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
