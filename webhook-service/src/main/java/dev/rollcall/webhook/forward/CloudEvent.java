package dev.rollcall.webhook.forward;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Clerk event as a target gets it: CloudEvents 1.0, JSON format, with Clerk's object as data and
 * not what Clerk says of the request that caused it. The same bytes on every try. {@code
 * rollcallversion} is the object's {@code updated_at} in ms, else the event's time: of two events
 * about one subject the greater counts, whichever comes first. Pure.
 */
final class CloudEvent {

    static final String CONTENT_TYPE = "application/cloudevents+json";

    private static final JsonFactory JSON = new JsonFactory();

    private CloudEvent() {}

    /** {@code payload} is a body that the inbox could read. */
    static byte[] write(
            String messageId,
            String type,
            @Nullable String subject,
            @Nullable Instant occurredAt,
            Instant receivedAt,
            byte[] payload) {
        Instant time = occurredAt == null ? receivedAt : occurredAt;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 512);
        try (JsonGenerator event = JSON.createGenerator(bytes)) {
            event.writeStartObject();
            event.writeStringField("specversion", "1.0");
            event.writeStringField("id", messageId);
            event.writeStringField("source", "/rollcall/clerk");
            event.writeStringField("type", type);
            if (subject != null) {
                event.writeStringField("subject", subject);
            }
            event.writeStringField("time", time.toString());
            event.writeStringField("datacontenttype", "application/json");
            event.writeStringField("rollcallversion", version(payload, time));
            copyData(payload, event);
            event.writeEndObject();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a body that was read before", unreadable);
        }
        return bytes.toByteArray();
    }

    private static void copyData(byte[] payload, JsonGenerator event) throws IOException {
        try (JsonParser parser = JSON.createParser(payload)) {
            if (skipToData(parser)) {
                event.writeFieldName("data");
                event.copyCurrentStructureExact(parser);
            }
        }
    }

    private static String version(byte[] payload, Instant time) throws IOException {
        try (JsonParser parser = JSON.createParser(payload)) {
            if (skipToData(parser) && parser.currentToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (name.equals("updated_at") && value == JsonToken.VALUE_NUMBER_INT) {
                        return parser.getText();
                    }
                    parser.skipChildren();
                }
            }
        }
        return Long.toString(time.toEpochMilli());
    }

    /** To the value of the outermost {@code data}; false if there is none. */
    private static boolean skipToData(JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("data")) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
