package dev.rollcall.webhook.inbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Walks a body once, strictly in form (UTF-8, one JSON object, no key twice, depth, finite numbers)
 * and leniently in content: unknown types and fields pass. One use per body.
 */
final class EnvelopeReader {

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();
    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,127}");
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final long LATEST_MILLIS = 253_402_300_799_999L;
    private static final Set<String> REVOKING =
            Set.of(
                    "session.revoked",
                    "session.ended",
                    "session.removed",
                    "user.deleted",
                    "organization.deleted",
                    "organizationMembership.deleted");

    private @Nullable String type;
    private @Nullable String subject;
    private @Nullable Instant occurredAt;
    private @Nullable String instance;
    private final Mentions mentions = new Mentions();
    private boolean banned;
    private boolean finite = true;

    private EnvelopeReader() {}

    static Envelope read(byte[] body) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException notText) {
            return new Envelope.Poison("not_utf8");
        }
        EnvelopeReader reader = new EnvelopeReader();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Envelope.Poison("not_an_object");
            }
            reader.readObject(parser);
            if (parser.nextToken() != null) {
                return new Envelope.Poison("not_json");
            }
        } catch (IOException malformed) {
            return new Envelope.Poison("not_json");
        }
        return reader.envelope();
    }

    private Envelope envelope() {
        if (!finite) {
            return new Envelope.Poison("number_out_of_range");
        }
        if (type == null || !TYPE.matcher(type).matches()) {
            return new Envelope.Poison("no_type");
        }
        Envelope.Urgency urgency =
                banned || REVOKING.contains(type)
                        ? Envelope.Urgency.REVOKING
                        : Envelope.Urgency.ORDINARY;
        return new Envelope.Usable(type, subject, occurredAt, urgency, instance, mentions.found());
    }

    private void readObject(JsonParser parser) throws IOException {
        int depth = 1;
        boolean inData = false;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IOException("ends early");
            }
            if (token.isStructStart()) {
                inData |= depth == 1 && token == JsonToken.START_OBJECT && isAt(parser, "data");
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
                inData &= depth > 1;
            } else if (depth == 1) {
                readTop(parser, token);
            } else if (depth == 2 && inData) {
                readData(parser, token);
            }
            if (token == JsonToken.VALUE_STRING) {
                mentions.look(parser.getText());
            } else if (token == JsonToken.FIELD_NAME) {
                mentions.lookAtName(parser.currentName());
            }
            if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                finite &= Double.isFinite(parser.getDoubleValue());
            }
        }
    }

    /** Of a structure that just began, the name it has in its parent. */
    private static boolean isAt(JsonParser parser, String name) {
        return name.equals(parser.getParsingContext().getParent().getCurrentName());
    }

    private void readTop(JsonParser parser, JsonToken token) throws IOException {
        String name = parser.currentName();
        if (token == JsonToken.VALUE_STRING && "type".equals(name)) {
            type = parser.getText();
        } else if (token == JsonToken.VALUE_STRING && "instance_id".equals(name)) {
            instance = parser.getText();
        } else if (token == JsonToken.VALUE_NUMBER_INT && "timestamp".equals(name)) {
            occurredAt = time(parser);
        }
    }

    private void readData(JsonParser parser, JsonToken token) throws IOException {
        String name = parser.currentName();
        if (token == JsonToken.VALUE_STRING && "id".equals(name)) {
            subject = SUBJECT.matcher(parser.getText()).matches() ? parser.getText() : null;
        } else if (token == JsonToken.VALUE_TRUE && "banned".equals(name)) {
            banned = true;
        }
    }

    private static @Nullable Instant time(JsonParser parser) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return null;
        }
        long millis = parser.getLongValue();
        return millis > 0 && millis <= LATEST_MILLIS ? Instant.ofEpochMilli(millis) : null;
    }
}
