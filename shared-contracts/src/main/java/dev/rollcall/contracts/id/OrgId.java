package dev.rollcall.contracts.id;

import java.util.UUID;

/** An organisation's local id: UUIDv7, given once, never changed, kept after erasure. */
public record OrgId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
