package dev.rollcall.gateway.hygiene;

/** A client's body that ends in the middle of its framing: its fault, and no upstream's. */
public final class BrokenBodyException extends RuntimeException {

    BrokenBodyException(Throwable cause) {
        super("the framing of the body is broken", cause);
    }
}
