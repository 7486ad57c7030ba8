package dev.rollcall.clerk.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object that does not change; {@link #with} makes the next one. A field that is read as
 * what it is not is a bug: what comes from outside is checked before it becomes a document.
 */
public final class Document {

    private final Map<String, @Nullable Object> fields;
    private byte @Nullable [] encoded;

    private Document(Map<String, @Nullable Object> fields) {
        this.fields = Collections.unmodifiableMap(fields);
    }

    /** A copy of the top level; nested values are shared and left alone by everybody. */
    public static Document of(Map<String, ? extends @Nullable Object> fields) {
        return new Document(new LinkedHashMap<>(fields));
    }

    /** Names and values in turn. */
    public static Document of(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return new Document(fields);
    }

    /** The value as a document. */
    public static Document from(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("not a JSON object");
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put(String.valueOf(name), field));
        return new Document(fields);
    }

    public Map<String, @Nullable Object> fields() {
        return fields;
    }

    /** As {@link Json#bytes}, made once: the state file repeats it with every change. */
    public byte[] encoded() {
        byte[] made = encoded;
        if (made == null) {
            made = Json.bytes(fields);
            encoded = made;
        }
        return made;
    }

    public String id() {
        return text("id");
    }

    public String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw new IllegalArgumentException("no text in field " + name);
        }
        return text;
    }

    public @Nullable String textOrNull(String name) {
        return fields.get(name) instanceof String text ? text : null;
    }

    /** Zero where there is none. */
    public long number(String name) {
        return fields.get(name) instanceof Number number ? number.longValue() : 0;
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    /** Empty where there is none. */
    public Document object(String name) {
        return fields.get(name) instanceof Map<?, ?> map ? from(map) : of();
    }

    /** The objects of an array; empty where there is none. */
    public List<Document> objects(String name) {
        List<Document> objects = new ArrayList<>();
        if (fields.get(name) instanceof Iterable<?> array) {
            for (Object element : array) {
                objects.add(element instanceof Document document ? document : from(element));
            }
        }
        return objects;
    }

    public Document with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> next = new LinkedHashMap<>(fields);
        next.put(name, value);
        return new Document(next);
    }

    public Document with(Map<String, ? extends @Nullable Object> changes) {
        Map<String, @Nullable Object> next = new LinkedHashMap<>(fields);
        next.putAll(changes);
        return new Document(next);
    }

    public Document without(String... names) {
        Map<String, @Nullable Object> next = new LinkedHashMap<>(fields);
        for (String name : names) {
            next.remove(name);
        }
        return new Document(next);
    }

    @Override
    public String toString() {
        return "Document[" + textOrNull("id") + "]";
    }
}
