package dev.rollcall.webhook.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** What is due. Pure. */
final class RetentionPolicy {

    /** As long as identity-service knows applied events; Svix replays up to 90 days. */
    static final Duration MESSAGE_IDS = Duration.ofDays(120);

    private static final Duration LONGEST_MONTH = Duration.ofDays(31);

    private RetentionPolicy() {}

    /** Whether everything in a month, in UTC, arrived before that moment. */
    static boolean isOver(YearMonth month, Instant before) {
        return !end(month).isAfter(before);
    }

    /** The first moment of the next month. */
    static Instant end(YearMonth month) {
        return start(month.plusMonths(1));
    }

    static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** Ids outlive the events: one that is still shown is still known. */
    static Duration messageIds(Duration payloads) {
        Duration shown = payloads.plus(LONGEST_MONTH);
        return shown.compareTo(MESSAGE_IDS) > 0 ? shown : MESSAGE_IDS;
    }
}
