package dev.rollcall.contracts.id;

import java.util.regex.Pattern;

/**
 * A webhook message's id ({@code svix-id}): the idempotency key of an event, the same on every try.
 */
public record MessageId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    public MessageId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a message id");
        }
    }

    /** No dot: it separates the signed parts, so an id with one could be cut elsewhere. */
    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
