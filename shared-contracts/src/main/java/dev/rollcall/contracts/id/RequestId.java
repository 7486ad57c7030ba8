package dev.rollcall.contracts.id;

import io.swagger.v3.oas.annotations.media.Schema;

/** Runs from the browser to the audit record: what a person quotes and an operator searches for. */
@Schema(type = "string", pattern = "^[A-Za-z0-9_-]{8,64}$")
public record RequestId(String value) {

    /** The header that carries it, both ways. */
    public static final String HEADER = "X-Request-Id";

    private static final int SHORTEST = 8;
    private static final int LONGEST = 64;

    public RequestId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a request id");
        }
    }

    /** 8 to 64 letters, digits, underscores or hyphens. */
    public static boolean isValid(String text) {
        return Alphabet.BASE64_URL.spells(text, SHORTEST, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
