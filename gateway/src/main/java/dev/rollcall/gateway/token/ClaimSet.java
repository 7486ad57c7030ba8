package dev.rollcall.gateway.token;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of a token's claims. A claim that decides and has the wrong type makes the token
 * unreadable; JSON null counts as absent, for that is what Clerk's templates leave of a value that
 * does not exist. Pure.
 */
final class ClaimSet {

    /** The token cannot be what it must be. */
    static final class UnreadableException extends Exception {}

    private static final long LATEST_SECONDS = 253_402_300_799L;

    private final Map<String, @Nullable Object> claims;

    ClaimSet(Map<String, @Nullable Object> claims) {
        this.claims = claims;
    }

    boolean has(String name) {
        return claims.get(name) != null;
    }

    Optional<String> text(String name) throws UnreadableException {
        return typed(name, String.class);
    }

    /** A claim that must be there, through the check of its type. */
    <T> T required(String name, Function<String, T> type) throws UnreadableException {
        String value = text(name).orElseThrow(UnreadableException::new);
        try {
            return type.apply(value);
        } catch (IllegalArgumentException refused) {
            throw new UnreadableException();
        }
    }

    /** Whole seconds since 1970, after it and before the year 10000 (RFC 7519 §2, narrowed). */
    Optional<Instant> time(String name) throws UnreadableException {
        Optional<Long> seconds = typed(name, Long.class);
        if (seconds.filter(s -> s <= 0 || s > LATEST_SECONDS).isPresent()) {
            throw new UnreadableException();
        }
        return seconds.map(Instant::ofEpochSecond);
    }

    Optional<ClaimSet> object(String name) throws UnreadableException {
        Object value = claims.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new UnreadableException();
        }
        return Optional.of(new ClaimSet(names(map)));
    }

    Optional<Long> number(String name) throws UnreadableException {
        return typed(name, Long.class);
    }

    /** What stands at a dotted path, of whatever type; null where there is nothing. */
    @Nullable Object at(String path) {
        Object here = claims;
        for (String name : path.split("\\.", -1)) {
            here = here instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return here;
    }

    private <T> Optional<T> typed(String name, Class<T> type) throws UnreadableException {
        Object value = claims.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new UnreadableException();
        }
        return Optional.of(type.cast(value));
    }

    private static Map<String, @Nullable Object> names(Map<?, ?> map) {
        Map<String, @Nullable Object> named = new HashMap<>();
        map.forEach((name, value) -> named.put((String) name, value));
        return named;
    }
}
