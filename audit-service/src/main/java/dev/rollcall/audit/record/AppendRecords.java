package dev.rollcall.audit.record;

import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.audit.record.Attempt.NewRecord;
import dev.rollcall.audit.subjectkey.Subject;
import dev.rollcall.audit.subjectkey.Subjects;
import dev.rollcall.audit.subjectkey.TombstoneKey;
import dev.rollcall.contracts.audit.AppendResponse.AppendOutcome;
import dev.rollcall.contracts.audit.AppendResponse.Result;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.id.ClerkUserId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Stores entries, all in one transaction: refuses what names an erased person, gives aliases and
 * keys, claims the ids, inserts records and leaves. Committed when it returns, unless the caller
 * has a transaction of its own, which it then joins. Thread safe.
 */
@Singleton
public final class AppendRecords {

    private final TransactionOperations<Connection> transactions;
    private final Subjects subjects;
    private final RecordRepository repository;
    private final TombstoneKey tombstoneKey;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AppendRecords(
            TransactionOperations<Connection> transactions,
            Subjects subjects,
            RecordRepository repository,
            TombstoneKey tombstoneKey,
            Clock clock) {
        this.transactions = transactions;
        this.subjects = subjects;
        this.repository = repository;
        this.tombstoneKey = tombstoneKey;
        this.clock = clock;
    }

    /** One outcome for each entry, in their order. */
    public List<AppendOutcome> run(List<AuditEntry> entries) {
        return transactions.executeWrite(transaction -> append(entries));
    }

    private List<AppendOutcome> append(List<AuditEntry> entries) {
        subjects.holdOffErasure();
        List<Attempt> attempts = attempts(entries);

        Map<UUID, NewRecord> records = new LinkedHashMap<>();
        for (Attempt attempt : attempts) {
            if (attempt instanceof NewRecord record) {
                records.putIfAbsent(record.id(), record);
            }
        }
        Set<UUID> claimed = repository.claimIds(records.values());
        records.keySet().retainAll(claimed);
        repository.insert(records.values());
        return outcomes(attempts, claimed, repository.listDigests(ids(attempts)));
    }

    private List<Attempt> attempts(List<AuditEntry> entries) {
        Map<ClerkUserId, Subject> found = subjects.find(people(entries));
        List<AuditEntry> storable = entries.stream().filter(it -> !isErased(it, found)).toList();
        Map<ClerkUserId, Subject.Known> known = enroll(storable, found);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return entries.stream()
                .map(
                        entry ->
                                isErased(entry, found)
                                        ? new Attempt.Refused(entry.id())
                                        : attempt(entry, now, known))
                .toList();
    }

    private Attempt attempt(AuditEntry entry, Instant now, Map<ClerkUserId, Subject.Known> known) {
        CanonicalRecord record = Pseudonymizer.apply(entry, now, known, random);
        Bytes digest = EntryDigest.of(tombstoneKey.digestKey(), entry, known);
        return NewRecord.of(entry, record, digest);
    }

    /** Those who were known before and those who are now. */
    private Map<ClerkUserId, Subject.Known> enroll(
            List<AuditEntry> entries, Map<ClerkUserId, Subject> found) {
        Map<ClerkUserId, Subject.Known> known = new HashMap<>();
        Set<ClerkUserId> unheardOf = new HashSet<>();
        for (ClerkUserId person : people(entries)) {
            if (found.get(person) instanceof Subject.Known subject) {
                known.put(person, subject);
            } else {
                unheardOf.add(person);
            }
        }
        known.putAll(subjects.enroll(unheardOf));
        return known;
    }

    private static Set<ClerkUserId> people(List<AuditEntry> entries) {
        return entries.stream()
                .flatMap(entry -> Pseudonymizer.people(entry).stream())
                .collect(Collectors.toSet());
    }

    private static Set<UUID> ids(List<Attempt> attempts) {
        return attempts.stream().map(Attempt::id).collect(Collectors.toSet());
    }

    private static boolean isErased(AuditEntry entry, Map<ClerkUserId, Subject> found) {
        return Pseudonymizer.people(entry).stream()
                .anyMatch(person -> found.get(person) instanceof Subject.Erased);
    }

    /** The first of a claimed id is stored; what came before or comes again is compared to it. */
    private static List<AppendOutcome> outcomes(
            List<Attempt> attempts, Set<UUID> claimed, Map<UUID, Bytes> digests) {
        List<AppendOutcome> outcomes = new ArrayList<>();
        for (Attempt attempt : attempts) {
            Result result =
                    switch (attempt) {
                        case Attempt.Refused refused -> Result.SUBJECT_ERASED;
                        case NewRecord record when claimed.remove(record.id()) -> Result.STORED;
                        case NewRecord record ->
                                record.digest().equals(digests.get(record.id()))
                                        ? Result.REPEATED
                                        : Result.CONFLICT;
                    };
            outcomes.add(new AppendOutcome(attempt.id(), result));
        }
        return outcomes;
    }
}
