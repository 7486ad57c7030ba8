package dev.rollcall.clerk.directory;

import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.json.Json;
import dev.rollcall.clerk.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters in a request body; each reader refuses, with Clerk's error, what is not its kind.
 */
public final class Params {

    private static final int LONGEST_TEXT = 256;
    private static final int LARGEST_METADATA_BYTES = 8 * 1024;
    private static final int MOST_VALUES = 10;

    private final Map<String, @Nullable Object> values;

    private Params(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /** No body is no parameters; a name that is not allowed is refused. */
    public static Params of(@Nullable String body, Set<String> allowed) {
        Params params = new Params(body == null || body.isEmpty() ? Map.of() : parse(body));
        for (String name : params.values.keySet()) {
            if (!allowed.contains(name)) {
                throw ClerkFault.unknown(name.length() > 64 ? name.substring(0, 64) : name);
            }
        }
        return params;
    }

    public static Params of(Document values) {
        return new Params(values.fields());
    }

    private static Map<String, @Nullable Object> parse(String body) {
        try {
            return Document.from(Json.parse(body.getBytes(StandardCharsets.UTF_8))).fields();
        } catch (MalformedJsonException | IllegalArgumentException notAnObject) {
            throw ClerkFault.badBody();
        }
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public @Nullable Object raw(String name) {
        return values.get(name);
    }

    /** Null where it is absent, null or empty: Clerk clears a field with either. */
    public @Nullable String textOrNull(String name) {
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text) || text.length() > LONGEST_TEXT) {
            throw ClerkFault.invalid(name, "a string of at most " + LONGEST_TEXT + " characters");
        }
        return text.isEmpty() ? null : text;
    }

    public String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw ClerkFault.missing(name);
        }
        return text;
    }

    public @Nullable String matching(String name, Pattern pattern, String expected) {
        String text = textOrNull(name);
        if (text != null && !pattern.matcher(text).matches()) {
            throw ClerkFault.invalid(name, expected);
        }
        return text;
    }

    /** An array of strings, or a single one. */
    public List<String> texts(String name) {
        Object value = values.get(name);
        List<String> texts = new ArrayList<>();
        for (Object element : value instanceof List<?> list ? list : single(value)) {
            if (!(element instanceof String text)
                    || text.length() > LONGEST_TEXT
                    || texts.size() == MOST_VALUES) {
                throw ClerkFault.invalid(name, "an array of at most " + MOST_VALUES + " strings");
            }
            texts.add(text);
        }
        return texts;
    }

    private static List<?> single(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    public boolean flag(String name, boolean fallback) {
        return typed(name, Boolean.class, it -> true, "a boolean", fallback);
    }

    public long number(String name, long least, long most, long fallback) {
        return typed(
                name,
                Long.class,
                it -> it >= least && it <= most,
                "an integer from " + least + " to " + most,
                fallback);
    }

    /** An object of at most 8 KiB; empty where it is absent or null. */
    public Document metadata(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Document.of();
        }
        if (!(value instanceof Map<?, ?>)) {
            throw ClerkFault.invalid(name, "an object");
        }
        if (Json.bytes(value).length > LARGEST_METADATA_BYTES) {
            throw new ClerkFault(
                    422,
                    "form_param_exceeds_allowed_size",
                    "exceeds allowed size",
                    "`" + name + "` exceeds the maximum allowed size of 8KB.");
        }
        return Document.from(value);
    }

    private <T> T typed(
            String name, Class<T> type, Predicate<T> isFine, String expected, T fallback) {
        Object value = values.get(name);
        if (value == null) {
            return fallback;
        }
        if (!type.isInstance(value) || !isFine.test(type.cast(value))) {
            throw ClerkFault.invalid(name, expected);
        }
        return type.cast(value);
    }
}
