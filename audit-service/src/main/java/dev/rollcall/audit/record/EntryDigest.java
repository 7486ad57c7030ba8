package dev.rollcall.audit.record;

import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.audit.cipher.Mac256;
import dev.rollcall.audit.cipher.OctetWriter;
import dev.rollcall.audit.subjectkey.Subject;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.id.ClerkUserId;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells the same entry sent again from another one under its id. The digest is an HMAC under the
 * keys of everybody the entry names, taken together: once one of them is erased, nobody can try
 * guesses against it. Pure.
 */
final class EntryDigest {

    private EntryDigest() {}

    /** {@code known} holds everybody the entry names. */
    static Bytes of(Bytes digestKey, AuditEntry entry, Map<ClerkUserId, Subject.Known> known) {
        OctetWriter keys = new OctetWriter();
        Pseudonymizer.people(entry).stream()
                .map(person -> Pseudonymizer.get(known, person))
                .sorted(Comparator.comparing(Subject.Known::alias))
                .forEach(subject -> keys.blob(subject.key().toArray()));
        return Mac256.of(Mac256.of(digestKey, keys.toArray()), content(entry));
    }

    private static byte[] content(AuditEntry entry) {
        OctetWriter out =
                new OctetWriter()
                        .uuid(entry.id())
                        .instant(entry.occurredAt())
                        .text(entry.action().wire())
                        .text(entry.outcome().name());
        AuditEntry.Actor actor = entry.actor();
        ClerkUserId user = actor == null ? null : actor.user();
        out.optionalText(user == null ? null : user.value())
                .optionalText(actor == null ? null : actor.service())
                .optionalText(entry.subject() == null ? null : entry.subject().value())
                .optionalUuid(entry.org() == null ? null : entry.org().value())
                .optionalText(entry.requestId() == null ? null : entry.requestId().value())
                .count(entry.attributes().size());
        new TreeMap<>(entry.attributes()).forEach((name, value) -> out.text(name).text(value));
        out.count(entry.details().size());
        entry.details()
                .forEach(it -> out.text(it.about().value()).text(it.field()).text(it.value()));
        return out.toArray();
    }
}
