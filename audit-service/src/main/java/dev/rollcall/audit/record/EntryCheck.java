package dev.rollcall.audit.record;

import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.token.ServiceName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether an entry may be stored, beyond what its type already refuses: shapes, lengths, and that a
 * service speaks for itself only. The reasons repeat nothing that was sent. Pure.
 */
sealed interface EntryCheck {

    record Acceptable() implements EntryCheck {}

    record Malformed(String reason) implements EntryCheck {}

    /** The entry says that another service did it. */
    record ForeignActor() implements EntryCheck {}

    /** No control characters, and no {@code @}: an e-mail address never stands in clear. */
    Pattern ATTRIBUTE = Pattern.compile("[^\\p{Cntrl}\\p{Cf}\u2028\u2029@]*");

    Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,63}");
    int LONGEST_DETAIL = 4096;
    int UUID_VERSION = 7;
    int UUID_VARIANT = 2;
    Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    static EntryCheck check(AuditEntry entry, ServiceName caller) {
        if (entry.id().version() != UUID_VERSION || entry.id().variant() != UUID_VARIANT) {
            return new Malformed("An id is not a UUID of version 7.");
        }
        if (entry.occurredAt().isBefore(EARLIEST) || !entry.occurredAt().isBefore(LATEST)) {
            return new Malformed("A time is out of range.");
        }
        for (String value : entry.attributes().values()) {
            if (!ATTRIBUTE.matcher(value).matches() || !isWellFormed(value)) {
                return new Malformed("An attribute holds characters that are not allowed.");
            }
        }
        for (AuditEntry.Detail detail : entry.details()) {
            if (!FIELD.matcher(detail.field()).matches()) {
                return new Malformed("A detail's field is not a name.");
            }
            if (detail.value().length() > LONGEST_DETAIL || !isWellFormed(detail.value())) {
                return new Malformed("A detail is too long or not well-formed text.");
            }
        }
        AuditEntry.Actor actor = entry.actor();
        String service = actor == null ? null : actor.service();
        return service == null || service.equals(caller.wire())
                ? new Acceptable()
                : new ForeignActor();
    }

    /** The first entry that may not be stored decides about all. */
    static EntryCheck checkAll(List<AuditEntry> entries, ServiceName caller) {
        for (AuditEntry entry : entries) {
            EntryCheck check = check(entry, caller);
            if (!(check instanceof Acceptable)) {
                return check;
            }
        }
        return new Acceptable();
    }

    private static boolean isWellFormed(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
