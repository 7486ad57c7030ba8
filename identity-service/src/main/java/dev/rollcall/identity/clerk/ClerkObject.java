package dev.rollcall.identity.clerk;

import dev.rollcall.contracts.personal.StorableText;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of Clerk's JSON: unknown ones are nobody's concern, a needed one of the wrong type
 * makes the object unusable. Text that PostgreSQL cannot keep faithfully is refused here.
 * Immutable.
 */
public final class ClerkObject {

    private static final long LATEST_MS = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    private final JsonNode node;

    private ClerkObject(JsonNode node) {
        this.node = node;
    }

    public static ClerkObject of(JsonNode node) {
        if (!node.isObject()) {
            throw new UnusableObject("object", "wrong_type");
        }
        return new ClerkObject(node);
    }

    public Optional<ClerkObject> object(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw new UnusableObject(field, "wrong_type");
        }
        return Optional.of(new ClerkObject(value));
    }

    public ClerkObject requiredObject(String field) {
        return object(field).orElseThrow(() -> new UnusableObject(field, "missing"));
    }

    public List<ClerkObject> objects(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new UnusableObject(field, "wrong_type");
        }
        List<ClerkObject> objects = new ArrayList<>();
        for (JsonNode element : value.values()) {
            if (!element.isObject()) {
                throw new UnusableObject(field, "wrong_type");
            }
            objects.add(new ClerkObject(element));
        }
        return objects;
    }

    public @Nullable String text(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw new UnusableObject(field, "wrong_type");
        }
        String text = value.getStringValue();
        if (text.length() > StorableText.LONGEST) {
            throw new UnusableObject(field, "too_long");
        }
        if (!StorableText.hasFaithfulCharacters(text)) {
            throw new UnusableObject(field, "bad_characters");
        }
        return text.isEmpty() ? null : text;
    }

    /** Text that only informs: null where it is absent, of another type or not fit to be kept. */
    public @Nullable String hint(String field) {
        JsonNode value = value(field);
        if (value == null || !value.isString()) {
            return null;
        }
        String text = value.getStringValue();
        return !text.isEmpty() && StorableText.isFit(text) ? text : null;
    }

    public String requiredText(String field) {
        String text = text(field);
        if (text == null) {
            throw new UnusableObject(field, "missing");
        }
        return text;
    }

    public boolean flag(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new UnusableObject(field, "wrong_type");
        }
        return value.getBooleanValue();
    }

    /** Epoch milliseconds; a value below 1e11 is seconds, as some of Clerk's events have it. */
    public Optional<Instant> time(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            throw new UnusableObject(field, "wrong_type");
        }
        double exact = value.getDoubleValue(); // as every whole number up to LATEST_MS is
        if (exact < 0 || exact > LATEST_MS) {
            throw new UnusableObject(field, "out_of_range");
        }
        if (exact != Math.rint(exact)) {
            throw new UnusableObject(field, "wrong_type");
        }
        long number = (long) exact;
        boolean seconds = number < 100_000_000_000L;
        return Optional.of(Instant.ofEpochMilli(seconds ? number * 1000 : number));
    }

    public Instant requiredTime(String field) {
        return time(field).orElseThrow(() -> new UnusableObject(field, "missing"));
    }

    private @Nullable JsonNode value(String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value;
    }
}
