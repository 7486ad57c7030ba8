package dev.rollcall.gateway.hygiene;

import java.io.Serial;

/** A body did not go on coming. Whoever reads it hears this in its place. */
public final class SlowBodyException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    SlowBodyException() {
        super("the body has not come");
    }
}
