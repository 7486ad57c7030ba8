package dev.rollcall.webhook.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;
import java.util.Set;

/**
 * A body with its shape kept and its values hidden: names of fields stand, and so do the few values
 * that say what the event is. Everything else, numbers too, is masked. Pure.
 */
final class PayloadMask {

    static final String MASK = "•••";

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> CLEAR_ON_TOP =
            Set.of("type", "object", "timestamp", "instance_id");
    private static final Set<String> CLEAR_IN_DATA =
            Set.of("id", "object", "created_at", "updated_at", "deleted", "status", "user_id");
    private static final int LONGEST_CLEAR = 64;

    private PayloadMask() {}

    /** JSON text; empty if the body is none. */
    static Optional<String> of(byte[] body) {
        StringWriter masked = new StringWriter();
        try (JsonParser parser = JSON.createParser(body);
                JsonGenerator generator = JSON.createGenerator(masked)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            copy(parser, generator);
        } catch (IOException notJson) {
            return Optional.empty();
        }
        return Optional.of(masked.toString());
    }

    private static void copy(JsonParser parser, JsonGenerator generator) throws IOException {
        int depth = 0;
        boolean inData = false;
        JsonToken token = parser.currentToken();
        while (token != null) {
            if (token.isStructEnd()) {
                depth--;
                inData &= depth > 1;
            }
            if (token.isScalarValue() && !isClear(parser, token, depth, inData)) {
                generator.writeString(MASK);
            } else {
                generator.copyCurrentEvent(parser);
            }
            if (token.isStructStart()) {
                inData |= depth == 1 && isData(parser);
                depth++;
            }
            token = parser.nextToken();
        }
    }

    private static boolean isData(JsonParser parser) {
        return "data".equals(parser.getParsingContext().getParent().getCurrentName());
    }

    private static boolean isClear(JsonParser parser, JsonToken token, int depth, boolean inData)
            throws IOException {
        if (token == JsonToken.VALUE_NULL || token.isBoolean()) {
            return true;
        }
        String name = parser.currentName();
        if (name == null || parser.getTextLength() > LONGEST_CLEAR) {
            return false;
        }
        return switch (depth) {
            case 1 -> CLEAR_ON_TOP.contains(name);
            case 2 -> inData && CLEAR_IN_DATA.contains(name);
            default -> false;
        };
    }
}
