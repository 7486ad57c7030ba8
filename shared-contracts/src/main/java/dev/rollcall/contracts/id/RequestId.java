package dev.rollcall.contracts.id;

import java.util.regex.Pattern;

/** Runs from the browser to the audit record: what a person quotes and an operator searches for. */
public record RequestId(String value) {

    /** The header that carries it, both ways. */
    public static final String HEADER = "X-Request-Id";

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    public RequestId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a request id");
        }
    }

    /** 8 to 64 letters, digits, underscores or hyphens. */
    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
