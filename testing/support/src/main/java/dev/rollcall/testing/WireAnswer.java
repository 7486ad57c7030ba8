package dev.rollcall.testing;

import java.util.Locale;

/** A response as it came. */
public record WireAnswer(int status, String head, String body) {

    public boolean isShort() {
        return status == 200 && !head.toLowerCase(Locale.ROOT).contains("\r\ndate:");
    }
}
