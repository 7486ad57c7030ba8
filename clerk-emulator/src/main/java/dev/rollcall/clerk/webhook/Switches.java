package dev.rollcall.clerk.webhook;

import dev.rollcall.clerk.json.Document;

/**
 * How the emulator misbehaves at the moment; at its start not at all.
 *
 * @param hold messages wait until it is off again
 * @param drop messages are never sent
 * @param delayMillis how long the first attempt waits
 * @param duplicate how many more times each message is sent
 * @param shuffle messages overtake each other
 * @param apiOutage the Backend API answers 503
 * @param apiRateLimited the Backend API answers 429, except for its keys
 * @param apiSlowMillis how long each Backend API request waits
 */
public record Switches(
        boolean hold,
        boolean drop,
        int delayMillis,
        int duplicate,
        boolean shuffle,
        boolean apiOutage,
        boolean apiRateLimited,
        int apiSlowMillis) {

    static final Switches OFF = new Switches(false, false, 0, 0, false, false, false, 0);

    public Document toDocument() {
        return Document.of(
                "hold", hold,
                "drop", drop,
                "delayMillis", delayMillis,
                "duplicate", duplicate,
                "shuffle", shuffle,
                "apiOutage", apiOutage,
                "apiRateLimited", apiRateLimited,
                "apiSlowMillis", apiSlowMillis);
    }
}
