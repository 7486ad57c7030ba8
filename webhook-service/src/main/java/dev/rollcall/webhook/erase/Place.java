package dev.rollcall.webhook.erase;

import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.paging.QueryParameters;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * How far an erasure has walked through the inbox: everything up to this row.
 *
 * @param receivedAt whole microseconds
 * @param messageId empty at the beginning
 */
record Place(Instant receivedAt, String messageId) {

    static final Place BEGINNING = new Place(Instant.EPOCH, "");
    static final Place END = new Place(Instant.parse("9999-12-31T00:00:00Z"), "");

    /** Throws ProblemException 400 if it is not the text of one. */
    static Place parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || !MessageId.isValid(text.substring(colon + 1))) {
            throw QueryParameters.malformed("after is what the last answer said.");
        }
        try {
            long micros = Long.parseLong(text, 0, colon, 10);
            return new Place(
                    Instant.EPOCH.plus(micros, ChronoUnit.MICROS), text.substring(colon + 1));
        } catch (NumberFormatException notOurs) {
            throw QueryParameters.malformed("after is what the last answer said.");
        }
    }

    OffsetDateTime time() {
        return receivedAt.atOffset(ZoneOffset.UTC);
    }

    @Override
    public String toString() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt) + ":" + messageId;
    }
}
