package dev.rollcall.gateway.hygiene;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists as they stand in a variable. */
final class Settings {

    private Settings() {}

    /** What stands between commas, without blanks. */
    static List<String> list(@Nullable String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }
}
