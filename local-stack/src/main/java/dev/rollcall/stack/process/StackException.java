package dev.rollcall.stack.process;

import java.io.Serial;

/** What stops the local stack; the message is one line, for the person at the terminal. */
public final class StackException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
