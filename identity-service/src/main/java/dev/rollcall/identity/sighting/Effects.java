package dev.rollcall.identity.sighting;

import dev.rollcall.identity.history.Effect;
import dev.rollcall.identity.mirror.Entry;
import dev.rollcall.identity.mirror.Reduction;
import dev.rollcall.identity.mirror.Source;
import dev.rollcall.identity.mirror.Version;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the history of a row: every webhook message that met it, and of every other path
 * what changed it. A sweep that finds all as it was leaves nothing. Pure.
 */
final class Effects {

    private Effects() {}

    /** {@code entry} as it is after the reduction; empty too where there is no row. */
    static Optional<Effect> of(
            Sighted seen, Entry<?> entry, @Nullable Version before, Reduction<?> reduction) {
        if (!entry.hasRow() || !isTold(seen, reduction)) {
            return Optional.empty();
        }
        return Optional.of(
                new Effect(
                        kind(seen.sighting()),
                        entry.id(),
                        seen.cause(),
                        change(reduction),
                        reason(reduction),
                        fields(reduction),
                        updatedMs(before),
                        updatedMs(entry.version())));
    }

    private static boolean isTold(Sighted seen, Reduction<?> reduction) {
        return seen.cause().source() == Source.WEBHOOK
                || switch (reduction) {
                    case Reduction.Applied<?> applied ->
                            applied.change() != Reduction.Change.CONFIRMED;
                    case Reduction.Unchanged<?> unchanged -> false;
                };
    }

    private static @Nullable String change(Reduction<?> reduction) {
        return switch (reduction) {
            case Reduction.Applied<?> applied -> applied.change().name().toLowerCase(Locale.ROOT);
            case Reduction.Unchanged<?> unchanged -> null;
        };
    }

    private static @Nullable String reason(Reduction<?> reduction) {
        return switch (reduction) {
            case Reduction.Applied<?> applied -> null;
            case Reduction.Unchanged<?> unchanged -> unchanged.reason().wire();
        };
    }

    private static List<String> fields(Reduction<?> reduction) {
        return switch (reduction) {
            case Reduction.Applied<?> applied -> applied.changedFields();
            case Reduction.Unchanged<?> unchanged -> List.of();
        };
    }

    private static @Nullable Long updatedMs(@Nullable Version version) {
        return version == null ? null : version.updatedMs();
    }

    private static Effect.Kind kind(Sighting sighting) {
        return switch (sighting) {
            case Sighting.OfUser user -> Effect.Kind.USER;
            case Sighting.OfOrg org -> Effect.Kind.ORG;
            case Sighting.OfMembership membership -> Effect.Kind.MEMBERSHIP;
            case Sighting.OfSession session -> Effect.Kind.SESSION;
            case Sighting.OfInvitation invitation -> Effect.Kind.INVITATION;
        };
    }
}
