package dev.rollcall.webhook.receive;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON", "application/json; charset=utf-8"})
    void allowsJson(String contentType) {
        assertTrue(ContentPolicy.allows(List.of(contentType), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/json; charset=utf-16",
                "application/jsonx",
                "application/json, text/plain",
                ""
            })
    void refusesEverythingElse(String contentType) {
        assertFalse(ContentPolicy.allows(List.of(contentType), List.of()));
    }

    @Test
    void refusesNoneAndSeveralContentTypes() {
        String json = "application/json";

        assertFalse(ContentPolicy.allows(List.of(), List.of()));
        assertFalse(ContentPolicy.allows(List.of(json, json), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity", ""})
    void refusesAnyEncoding(String encoding) {
        assertFalse(ContentPolicy.allows(List.of("application/json"), List.of(encoding)));
    }
}
