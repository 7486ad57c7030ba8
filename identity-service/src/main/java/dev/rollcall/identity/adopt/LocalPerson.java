package dev.rollcall.identity.adopt;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An imported person without a Clerk id; the address is personal data, so its text is the id. */
@MappedEntity("users")
record LocalPerson(
        @Id UUID id, @Nullable String externalId, @Nullable String email, boolean emailVerified) {

    @Override
    public String toString() {
        return "LocalPerson[" + id + ']';
    }
}
