package dev.rollcall.audit.record;

import dev.rollcall.audit.record.CanonicalRecord.Actor;
import dev.rollcall.audit.subjectkey.Subject;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.id.ClerkUserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns an entry, which names people, into a record, which does not: aliases for Clerk ids,
 * ciphertext for details. Pure but for the nonces.
 */
final class Pseudonymizer {

    private Pseudonymizer() {}

    /** Everybody an entry names. */
    static Set<ClerkUserId> people(AuditEntry entry) {
        Set<ClerkUserId> people = new LinkedHashSet<>();
        AuditEntry.Actor actor = entry.actor();
        if (actor != null && actor.user() != null) {
            people.add(actor.user());
        }
        if (entry.subject() != null) {
            people.add(entry.subject());
        }
        entry.details().forEach(detail -> people.add(detail.about()));
        return people;
    }

    /** {@code known} holds everybody the entry names. */
    static CanonicalRecord apply(
            AuditEntry entry,
            Instant recordedAt,
            Map<ClerkUserId, Subject.Known> known,
            SecureRandom random) {
        ClerkUserId subject = entry.subject();
        return new CanonicalRecord(
                entry.id(),
                entry.occurredAt(),
                recordedAt,
                entry.action().wire(),
                entry.outcome().name().toLowerCase(Locale.ROOT),
                actor(entry.actor(), known),
                subject == null ? null : get(known, subject).alias(),
                entry.org() == null ? null : entry.org().value(),
                entry.requestId() == null ? null : entry.requestId().value(),
                new TreeMap<>(entry.attributes()),
                entry.details().stream()
                        .map(
                                it ->
                                        DetailCipher.seal(
                                                entry.id(),
                                                get(known, it.about()),
                                                it.field(),
                                                it.value(),
                                                random))
                        .toList());
    }

    private static Actor actor(
            AuditEntry.@Nullable Actor actor, Map<ClerkUserId, Subject.Known> known) {
        if (actor == null) {
            return new Actor.Nobody();
        }
        ClerkUserId user = actor.user();
        return user == null
                ? new Actor.Service(String.valueOf(actor.service()))
                : new Actor.Person(get(known, user).alias());
    }

    static Subject.Known get(Map<ClerkUserId, Subject.Known> known, ClerkUserId person) {
        Subject.Known subject = known.get(person);
        if (subject == null) {
            throw new IllegalStateException("somebody an entry names is not known");
        }
        return subject;
    }
}
