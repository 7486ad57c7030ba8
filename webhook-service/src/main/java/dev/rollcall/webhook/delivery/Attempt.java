package dev.rollcall.webhook.delivery;

import dev.rollcall.contracts.event.EventEffect;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of one event, as it stands in the event's timeline.
 *
 * @param at when it was sent
 * @param millis how long the call took that it was part of
 * @param outcome {@code applied}, {@code ignored}, {@code postponed}, {@code returned} or {@code
 *     dead}
 * @param code why it was not applied, a stable word; null when it was
 * @param effect the row it met; null where identity-service told none
 */
@Serdeable
public record Attempt(
        Instant at,
        long millis,
        String outcome,
        @Nullable String code,
        @Nullable EventEffect effect) {

    static Attempt of(
            Instant at, long millis, Settlement settlement, @Nullable EventEffect effect) {
        return switch (settlement) {
            case Settlement.Applied applied -> new Attempt(at, millis, "applied", null, effect);
            case Settlement.Ignored ignored ->
                    new Attempt(at, millis, "ignored", ignored.reason(), effect);
            case Settlement.Postponed postponed ->
                    new Attempt(at, millis, "postponed", postponed.error(), effect);
            case Settlement.Deferred deferred ->
                    new Attempt(at, millis, "postponed", deferred.error(), effect);
            case Settlement.Returned returned ->
                    new Attempt(at, millis, "returned", returned.error(), effect);
            case Settlement.Buried buried ->
                    new Attempt(at, millis, "dead", buried.reason(), effect);
        };
    }
}
