package dev.rollcall.contracts.start;

/**
 * A setting that is missing or wrong: its message is one line for an operator, without the value.
 */
public final class SettingsException extends RuntimeException {

    public SettingsException(String message) {
        super(message);
    }
}
