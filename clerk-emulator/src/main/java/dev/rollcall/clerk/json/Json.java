package dev.rollcall.clerk.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON as maps, lists, strings, numbers ({@link Long} where it fits), booleans and null. Written
 * compactly with sorted keys, as Clerk's webhooks are. Stateless.
 */
public final class Json {

    private static final int DEEPEST = 64;
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private Json() {}

    /**
     * Exactly one value, at most 64 levels deep, without duplicate keys or broken surrogates.
     *
     * @throws MalformedJsonException if the bytes are anything else
     */
    public static @Nullable Object parse(byte[] text) throws MalformedJsonException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object value = read(parser, 0);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException();
            }
            return value;
        } catch (IOException unreadable) {
            throw new MalformedJsonException();
        }
    }

    /** Compact, UTF-8, keys in order. */
    public static byte[] bytes(@Nullable Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            write(value, json);
        } catch (IOException noMemoryFails) {
            throw new UncheckedIOException(noMemoryFails);
        }
        return out.toByteArray();
    }

    /** As {@link #bytes}, as a string. */
    public static String text(@Nullable Object value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    private static @Nullable Object read(JsonParser parser, int depth)
            throws IOException, MalformedJsonException {
        JsonToken token = parser.currentToken();
        if (token == null || depth > DEEPEST) {
            throw new MalformedJsonException();
        }
        return switch (token) {
            case START_OBJECT -> readObject(parser, depth);
            case START_ARRAY -> readArray(parser, depth);
            case VALUE_STRING -> wellFormed(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new MalformedJsonException();
        };
    }

    private static Map<String, @Nullable Object> readObject(JsonParser parser, int depth)
            throws IOException, MalformedJsonException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = wellFormed(parser.currentName());
            parser.nextToken();
            object.put(name, read(parser, depth + 1));
        }
        return object;
    }

    private static List<@Nullable Object> readArray(JsonParser parser, int depth)
            throws IOException, MalformedJsonException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(parser, depth + 1));
        }
        return array;
    }

    private static String wellFormed(String text) throws MalformedJsonException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new MalformedJsonException();
        }
        return text;
    }

    private static Number integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case BigInteger number -> json.writeNumber(number);
            case BigDecimal number -> json.writeNumber(number);
            case Document document -> write(document.fields(), json);
            case Map<?, ?> object -> writeObject(object, json);
            case Iterable<?> array -> writeArray(array, json);
            default -> throw new IllegalArgumentException("not JSON: " + value.getClass());
        }
    }

    private static void writeObject(Map<?, ?> object, JsonGenerator json) throws IOException {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        object.forEach((name, value) -> sorted.put(String.valueOf(name), value));
        json.writeStartObject();
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            json.writeFieldName(entry.getKey());
            write(entry.getValue(), json);
        }
        json.writeEndObject();
    }

    private static void writeArray(Iterable<?> array, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Object element : array) {
            write(element, json);
        }
        json.writeEndArray();
    }
}
