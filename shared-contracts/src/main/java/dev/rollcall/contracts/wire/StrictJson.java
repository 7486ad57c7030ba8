package dev.rollcall.contracts.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a call to our own API: exactly one JSON value, no key twice, what its type
 * accepts, and nothing missing. The mapper alone would ignore what follows the value. Thread safe.
 */
@Singleton
public final class StrictJson {

    private final JsonFactory json =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private final ObjectMapper mapper;

    StrictJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Throws ProblemException 400, which repeats nothing of the body. */
    public <T> T read(byte[] body, Class<T> type) {
        try {
            T value = isOneValue(body) ? mapper.readValue(body, type) : null;
            if (value != null && RequiredParts.arePresentIn(value)) {
                return value;
            }
        } catch (IOException | RuntimeException refused) {
            // Told below: the mapper and the types' own checks repeat what was sent.
        }
        throw malformed();
    }

    /**
     * The same for what people send: nothing is turned into what the type wants either, neither 1
     * or a text into true nor a list of one into the one. Reads and writes once more, so not for
     * what comes by the thousand.
     */
    public <T> T readExactly(byte[] body, Class<T> type) {
        T value = read(body, type);
        try {
            if (isSameShape(
                    mapper.readValue(body, JsonNode.class), mapper.writeValueToTree(value))) {
                return value;
            }
        } catch (IOException | RuntimeException refused) {
            // Told below.
        }
        throw malformed();
    }

    private static boolean isSameShape(@Nullable JsonNode sent, @Nullable JsonNode read) {
        if (sent == null || sent.isNull()) {
            return true;
        }
        if (read == null) {
            return false;
        }
        if (sent.isObject()) {
            return read.isObject() && entriesHaveSameShape(sent, read);
        }
        return sent.isString() == read.isString()
                && sent.isNumber() == read.isNumber()
                && sent.isBoolean() == read.isBoolean()
                && sent.isArray() == read.isArray();
    }

    private static boolean entriesHaveSameShape(JsonNode sent, JsonNode read) {
        for (Map.Entry<String, JsonNode> entry : sent.entries()) {
            if (!isSameShape(entry.getValue(), read.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static ProblemException malformed() {
        return new ProblemException(
                ProblemCode.MALFORMED_REQUEST, "The body is not JSON of the documented shape.");
    }

    private boolean isOneValue(byte[] body) throws IOException {
        try (JsonParser parser = json.createParser(body)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        }
    }
}
