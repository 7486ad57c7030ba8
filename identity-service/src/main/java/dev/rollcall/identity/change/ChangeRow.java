package dev.rollcall.identity.change;

import dev.rollcall.contracts.change.ChangeEntry;
import dev.rollcall.contracts.change.ChangeKind;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A numbered change as it is stored. */
@MappedEntity("changes")
record ChangeRow(
        @Id long position,
        String kind,
        @Nullable String clerkUserId,
        @Nullable String clerkOrgId,
        @Nullable String clerkSessionId,
        Instant happenedAt) {

    ChangeEntry entry() {
        return new ChangeEntry(
                ChangeKind.valueOf(kind.toUpperCase(Locale.ROOT)),
                clerkUserId == null ? null : new ClerkUserId(clerkUserId),
                clerkOrgId == null ? null : new ClerkOrgId(clerkOrgId),
                clerkSessionId == null ? null : new ClerkSessionId(clerkSessionId),
                happenedAt);
    }
}
