package dev.rollcall.clerk.setting;

/** The emulator must not start; the message is the one line that says why and what to do. */
public final class StartRefusedException extends RuntimeException {
    public StartRefusedException(String message) {
        super(message, null, false, false);
    }
}
