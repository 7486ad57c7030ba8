package dev.rollcall.audit.subjectkey;

import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.contracts.id.ClerkUserId;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds people and gives an alias and a key to whoever has none. Unwrapped keys are not cached: a
 * key costs microseconds to unwrap, and none survives its erasure in memory. All methods belong
 * into a transaction of the caller's. Thread safe.
 */
@Singleton
public final class Subjects {

    private final SubjectKeyRepository repository;
    private final MasterKey masterKey;
    private final TombstoneKey tombstoneKey;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Subjects(
            SubjectKeyRepository repository,
            MasterKey masterKey,
            TombstoneKey tombstoneKey,
            Clock clock) {
        this.repository = repository;
        this.masterKey = masterKey;
        this.tombstoneKey = tombstoneKey;
        this.clock = clock;
    }

    /** From here to the end of the transaction nobody becomes erased: call it first. */
    public void holdOffErasure() {
        repository.holdOffErasure();
    }

    /** Each of these people that is known or erased; nobody has heard of the others. */
    public Map<ClerkUserId, Subject> find(Set<ClerkUserId> people) {
        if (people.isEmpty()) {
            return Map.of();
        }
        Map<Bytes, ClerkUserId> byHash = byHash(people);
        Map<ClerkUserId, Subject> found = new HashMap<>();
        for (SubjectRow row : repository.listByHash(byHash.keySet())) {
            found.put(person(byHash, row.hash()), unwrap(row));
        }
        for (Bytes erased : repository.listErased(byHash.keySet())) {
            found.put(person(byHash, erased), new Subject.Erased());
        }
        return found;
    }

    /** Makes these people known; whoever was quicker has decided about alias and key. */
    public Map<ClerkUserId, Subject.Known> enroll(Set<ClerkUserId> people) {
        if (people.isEmpty()) {
            return Map.of();
        }
        Map<Bytes, ClerkUserId> byHash = byHash(people);
        List<SubjectRow> made =
                byHash.entrySet().stream().map(it -> wrap(it.getKey(), it.getValue())).toList();
        repository.insertMissing(made, clock.instant());
        return repository.listByHash(byHash.keySet()).stream()
                .collect(Collectors.toMap(row -> person(byHash, row.hash()), this::unwrap));
    }

    /** The people behind aliases, as far as their keys still exist. */
    public Map<UUID, Person> findByAlias(Collection<UUID> aliases) {
        return repository.listByAlias(aliases).stream()
                .map(
                        row -> {
                            Subject.Known known = unwrap(row);
                            return new Person(known, known.open(row.sealedClerkId()));
                        })
                .collect(Collectors.toMap(it -> it.subject().alias(), Function.identity()));
    }

    /** Somebody whose key exists, by name. */
    public record Person(Subject.Known subject, ClerkUserId clerkId) {}

    private Map<Bytes, ClerkUserId> byHash(Set<ClerkUserId> people) {
        return people.stream().collect(Collectors.toMap(tombstoneKey::hash, Function.identity()));
    }

    private static ClerkUserId person(Map<Bytes, ClerkUserId> byHash, Bytes hash) {
        ClerkUserId person = byHash.get(hash);
        if (person == null) {
            throw new IllegalStateException("a row that nobody asked for");
        }
        return person;
    }

    private SubjectRow wrap(Bytes hash, ClerkUserId person) {
        Subject.Known known = Subject.Known.random(random);
        return new SubjectRow(
                known.alias(),
                hash,
                known.seal(person, random),
                masterKey.wrap(known.alias(), known.key()),
                masterKey.id());
    }

    private Subject.Known unwrap(SubjectRow row) {
        return new Subject.Known(
                row.alias(), masterKey.unwrap(row.alias(), row.masterKeyId(), row.wrappedKey()));
    }
}
