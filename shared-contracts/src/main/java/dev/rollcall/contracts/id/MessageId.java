package dev.rollcall.contracts.id;

/**
 * A webhook message's id ({@code svix-id}): the idempotency key of an event, the same on every try.
 */
public record MessageId(String value) {

    private static final int LONGEST = 128;

    public MessageId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a message id");
        }
    }

    /** No dot: it separates the signed parts, so an id with one could be cut elsewhere. */
    public static boolean isValid(String text) {
        return Alphabet.BASE64_URL.spells(text, 1, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
