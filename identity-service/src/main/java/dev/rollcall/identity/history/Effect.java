package dev.rollcall.identity.history;

import dev.rollcall.identity.mirror.Cause;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one sighting did to one row.
 *
 * @param entityId the local id
 * @param change what happened; null if nothing did
 * @param reason why nothing happened
 * @param fields the columns that changed
 * @param versionBefore Clerk's {@code updated_at} of the row in ms; null without facts
 */
public record Effect(
        Kind kind,
        UUID entityId,
        Cause cause,
        @Nullable String change,
        @Nullable String reason,
        List<String> fields,
        @Nullable Long versionBefore,
        @Nullable Long versionAfter) {

    /** The wire name is that of the constant, in lower case. */
    public enum Kind {
        USER,
        ORG,
        MEMBERSHIP,
        SESSION,
        INVITATION
    }

    public Effect {
        fields = List.copyOf(fields);
    }
}
