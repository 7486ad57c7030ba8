package dev.rollcall.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.util.Optional;

/** An answer as a client sees it. */
public record Reply(int status, HttpResponse<String> response) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public JsonNode json() {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("not JSON: " + this, notJson);
        }
    }

    /** The {@code code} of a problem. */
    String code() {
        return json().path("code").asText("no code");
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    @Override
    public String toString() {
        return status + " " + response.headers().map() + "\n" + response.body();
    }
}
