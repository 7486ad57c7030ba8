package dev.rollcall.contracts.id;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/** An organisation's local id: UUIDv7, given once, never changed, kept after erasure. */
@Schema(type = "string", format = "uuid")
public record OrgId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
