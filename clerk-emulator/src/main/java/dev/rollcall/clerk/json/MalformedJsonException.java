package dev.rollcall.clerk.json;

/** The bytes are not one acceptable JSON value. It says no more: the text may be personal. */
public final class MalformedJsonException extends Exception {
    MalformedJsonException() {
        super("malformed JSON", null, false, false);
    }
}
