package dev.rollcall.identity.door;

import java.util.Locale;

/** A response as it came. */
record WireAnswer(int status, String head, String body) {

    boolean isShort() {
        return status == 200 && !head.toLowerCase(Locale.ROOT).contains("\r\ndate:");
    }
}
