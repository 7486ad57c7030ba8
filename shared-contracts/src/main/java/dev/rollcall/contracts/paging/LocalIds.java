package dev.rollcall.contracts.paging;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Our ids as they stand in a path: 36 characters, lower case. Pure. */
public final class LocalIds {

    private static final Pattern SHAPE =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private LocalIds() {}

    public static Optional<UUID> parse(String text) {
        return SHAPE.matcher(text).matches()
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
