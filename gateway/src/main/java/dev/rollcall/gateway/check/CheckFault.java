package dev.rollcall.gateway.check;

import java.io.Serial;

/** Why nothing could be compared, as one line that names the file or the address. */
final class CheckFault extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    CheckFault(String message) {
        super(message);
    }
}
