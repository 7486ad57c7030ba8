package dev.rollcall.gateway.route;

import io.micronaut.core.type.Argument;
import io.micronaut.core.value.PropertyResolver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The entries of {@code rollcall.routes}, with the defaults of what they do not say. A key that is
 * none is a fault: a misspelt one would silently be its default.
 */
final class RouteEntries {

    static final String PREFIX = "rollcall.routes";

    private static final Set<String> KEYS =
            Set.of(
                    "path",
                    "methods",
                    "access",
                    "upstream",
                    "identity",
                    "audit",
                    "page",
                    "gone",
                    "limit",
                    "max-body",
                    "timeout",
                    "without-feed");

    private final PropertyResolver settings;

    private RouteEntries(PropertyResolver settings) {
        this.settings = settings;
    }

    /** In the order of their names. */
    static List<RouteConfiguration> read(PropertyResolver settings) {
        RouteEntries entries = new RouteEntries(settings);
        return settings.getPropertyEntries(PREFIX).stream().sorted().map(entries::entry).toList();
    }

    private RouteConfiguration entry(String name) {
        for (String key : settings.getProperties(PREFIX + '.' + name).keySet()) {
            if (!KEYS.contains(key.replaceAll("\\[.*", ""))) {
                throw RouteFault.of(name, key, "is no key of a route");
            }
        }
        return new RouteConfiguration(
                name,
                required(name, "path", Argument.STRING, "is missing"),
                required(
                        name,
                        "methods",
                        Argument.listOf(String.class),
                        "is a list of upper-case methods"),
                required(name, "access", Argument.STRING, "is missing"),
                text(name, "upstream", "local"),
                text(name, "identity", "none"),
                flag(name, "audit"),
                flag(name, "page"),
                settings.getProperty(key(name, "gone"), String.class).orElse(null),
                text(name, "limit", "user"),
                optional(name, "max-body", Argument.of(Long.class), "is a number of bytes")
                        .orElse(Terms.BUFFERED_BYTES),
                optional(name, "timeout", Argument.of(Duration.class), "is a time like 10s")
                        .orElse(Terms.DEFAULT_TIMEOUT),
                text(name, "without-feed", "serve"));
    }

    private static String key(String name, String key) {
        return PREFIX + '.' + name + '.' + key;
    }

    private <T> T required(String name, String key, Argument<T> type, String rule) {
        return settings.getProperty(key(name, key), type)
                .orElseThrow(() -> RouteFault.of(name, key, rule));
    }

    /** Empty only if it is not there at all. */
    private <T> Optional<T> optional(String name, String key, Argument<T> type, String rule) {
        return settings.containsProperty(key(name, key))
                ? Optional.of(required(name, key, type, rule))
                : Optional.empty();
    }

    private String text(String name, String key, String otherwise) {
        return settings.getProperty(key(name, key), String.class).orElse(otherwise);
    }

    /** The framework's own conversion takes every other word for false. */
    private boolean flag(String name, String key) {
        return switch (text(name, key, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw RouteFault.of(name, key, "is true or false");
        };
    }
}
