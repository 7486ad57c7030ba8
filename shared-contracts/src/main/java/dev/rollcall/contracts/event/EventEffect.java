package dev.rollcall.contracts.event;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an event did to the row it is about, or met there.
 *
 * @param kind {@code user}, {@code org}, {@code membership}, {@code session}, {@code invitation}
 * @param id the row's local id
 * @param change {@code created}, {@code updated}, {@code deleted}, ...; null if nothing changed
 * @param fields names of the columns that changed, never their values
 * @param versionBefore Clerk's {@code updated_at} in ms that the row had; null without facts
 * @param versionAfter the same after the event
 */
@Serdeable
public record EventEffect(
        String kind,
        UUID id,
        @Nullable String change,
        List<String> fields,
        @Nullable Long versionBefore,
        @Nullable Long versionAfter) {

    public EventEffect {
        fields = List.copyOf(fields);
    }
}
