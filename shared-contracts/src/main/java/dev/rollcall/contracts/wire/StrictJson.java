package dev.rollcall.contracts.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;

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
        throw new ProblemException(
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
