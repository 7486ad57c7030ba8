package dev.rollcall.webhook.event;

import dev.rollcall.contracts.paging.QueryParameters;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Times as operators give them: RFC 3339 in UTC, from 2020 to 2100, microseconds at most. Pure. */
public final class UtcTimes {

    private static final Pattern SHAPE =
            Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]{1,6})?Z");
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    private UtcTimes() {}

    /** Throws ProblemException 400 on anything else. */
    public static Instant parse(String text) {
        if (SHAPE.matcher(text).matches() && !text.contains(":60")) {
            try {
                Instant time = Instant.parse(text);
                if (!time.isBefore(EARLIEST)) {
                    return time;
                }
            } catch (DateTimeParseException noTime) {
                // told below
            }
        }
        throw QueryParameters.malformed(
                "A time stands as 2026-01-31T12:00:00Z, in UTC, from 2020 on.");
    }
}
