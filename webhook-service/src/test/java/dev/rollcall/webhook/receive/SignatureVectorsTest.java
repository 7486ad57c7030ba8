package dev.rollcall.webhook.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rollcall.testing.ClerkEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Signatures made by others, valid and not, each at its own time. */
final class SignatureVectorsTest {

    @TestFactory
    Stream<DynamicTest> agreesWithTheSignaturesOfOthers() throws IOException {
        return vectors().stream()
                .map(
                        vector ->
                                DynamicTest.dynamicTest(
                                        text(vector, "name"),
                                        () ->
                                                assertEquals(
                                                        text(vector, "valid"),
                                                        Boolean.toString(isValid(vector)))));
    }

    @Test
    void readsThemAll() throws IOException {
        assertEquals(13, vectors().size());
    }

    private static boolean isValid(Map<String, String> vector) {
        Map<String, String> headers =
                Map.of(
                        "svix-id", text(vector, "id"),
                        "svix-timestamp", text(vector, "timestamp"),
                        "svix-signature", text(vector, "signature_header"));
        // Decoded here: one published secret is shorter than those that may be configured.
        byte[] secret = Base64.getDecoder().decode(text(vector, "secret").substring(6));
        SignatureCheck check =
                SignatureVerifier.verify(
                        name ->
                                headers.containsKey(name)
                                        ? List.of(text(headers, name))
                                        : List.of(),
                        text(vector, "body").getBytes(StandardCharsets.UTF_8),
                        List.of(secret),
                        Instant.ofEpochSecond(Long.parseLong(text(vector, "timestamp"))),
                        Duration.ofMinutes(5));
        return check instanceof SignatureCheck.Valid;
    }

    private static String text(Map<String, String> values, String name) {
        return values.getOrDefault(name, "");
    }

    private static List<Map<String, String>> vectors() throws IOException {
        List<Map<String, String>> objects = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(ClerkEvents.signingVectors())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    objects.add(new HashMap<>());
                } else if (token.isScalarValue()) {
                    objects.getLast().put(json.currentName(), json.getText());
                }
            }
        }
        return objects.subList(1, objects.size());
    }
}
