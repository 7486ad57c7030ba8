package dev.rollcall.stack.demo;

import java.util.Arrays;
import java.util.Optional;

/** The emulator's switches: what each is called on the command line and in its control API. */
enum Switch {
    HOLD("hold", "hold", true, "webhooks wait until it is off again"),
    DROP("drop", "drop", true, "webhooks are never sent"),
    DELAY("delay", "delayMillis", false, "ms before the first attempt of a webhook"),
    DUPLICATE("duplicate", "duplicate", false, "more times that each webhook is sent"),
    SHUFFLE("shuffle", "shuffle", true, "webhooks overtake each other"),
    OUTAGE("outage", "apiOutage", true, "the Backend API answers 503"),
    RATE_LIMIT("429", "apiRateLimited", true, "the Backend API answers 429 with Retry-After"),
    SLOW("slow", "apiSlowMillis", false, "ms before the Backend API answers");

    private final String word;
    private final String field;
    private final boolean toggle;
    private final String meaning;

    Switch(String word, String field, boolean toggle, String meaning) {
        this.word = word;
        this.field = field;
        this.toggle = toggle;
        this.meaning = meaning;
    }

    static Optional<Switch> called(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    /** Its name in the control API. */
    String field() {
        return field;
    }

    /** On or off, rather than a number. */
    boolean isToggle() {
        return toggle;
    }

    String meaning() {
        return meaning;
    }
}
