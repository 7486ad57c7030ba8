package dev.rollcall.clerk.state;

/** The change cannot be taken now; the message is for the caller. */
public final class StateRefusedException extends RuntimeException {

    private final String code;

    StateRefusedException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
