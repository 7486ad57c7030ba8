package dev.rollcall.audit.query;

import dev.rollcall.audit.record.CanonicalRecord;
import dev.rollcall.audit.record.CanonicalRecord.Actor;
import dev.rollcall.audit.record.CanonicalRecord.SealedDetail;
import dev.rollcall.audit.record.DetailCipher;
import dev.rollcall.audit.subjectkey.Subjects.Person;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.audit.AuditRecordView;
import dev.rollcall.contracts.audit.AuditRecordView.Party;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record into what staff read, with the names and details of those whose keys exist. Pure.
 */
final class RecordOpening {

    private RecordOpening() {}

    /** Everybody these records name, by alias. */
    static Set<UUID> aliases(List<CanonicalRecord> records) {
        Set<UUID> aliases = new HashSet<>();
        for (CanonicalRecord record : records) {
            if (record.actor() instanceof Actor.Person person) {
                aliases.add(person.alias());
            }
            if (record.subject() != null) {
                aliases.add(record.subject());
            }
            record.details().forEach(detail -> aliases.add(detail.alias()));
        }
        return aliases;
    }

    /** Throws IllegalStateException if a detail does not open with the key that it belongs to. */
    static AuditRecordView open(CanonicalRecord record, Map<UUID, Person> people) {
        UUID subject = record.subject();
        return new AuditRecordView(
                record.id(),
                record.occurredAt(),
                record.recordedAt(),
                record.action(),
                record.outcome(),
                actor(record.actor(), people),
                subject == null ? null : person(subject, people),
                record.org(),
                record.requestId(),
                record.attributes(),
                record.details().stream()
                        .flatMap(it -> detail(record.id(), it, people.get(it.alias())).stream())
                        .toList());
    }

    private static @Nullable Party actor(Actor actor, Map<UUID, Person> people) {
        return switch (actor) {
            case Actor.Nobody() -> null;
            case Actor.Person(UUID alias) -> person(alias, people);
            case Actor.Service(String name) -> new Party(null, null, name);
        };
    }

    private static Party person(UUID alias, Map<UUID, Person> people) {
        Person person = people.get(alias);
        return new Party(alias, person == null ? null : person.clerkId().value(), null);
    }

    private static Optional<AuditEntry.Detail> detail(
            UUID recordId, SealedDetail detail, @Nullable Person about) {
        if (about == null) {
            return Optional.empty();
        }
        String value =
                DetailCipher.open(recordId, detail, about.subject())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "record " + recordId + " was changed"));
        return Optional.of(new AuditEntry.Detail(about.clerkId(), detail.field(), value));
    }
}
