package dev.rollcall.identity.tombstone;

import dev.rollcall.contracts.id.IdHash;
import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;

/** Remembers deletions for ever. Thread safe; call it inside the transaction of the change. */
@Singleton
public final class Tombstones {

    /** What can be deleted. */
    public enum Kind {
        USER,
        ORG,
        MEMBERSHIP;

        private String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final TombstoneRepository repository;
    private final IdHash hash;

    Tombstones(
            TombstoneRepository repository,
            @Value("${rollcall.tombstone-key}") String tombstoneKey) {
        this.repository = repository;
        try {
            this.hash = IdHash.withKey(tombstoneKey);
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException("ROLLCALL_TOMBSTONE_KEY is " + wrong.getMessage());
        }
    }

    public void append(Kind kind, String clerkId, Instant at) {
        repository.append(kind.wire(), hash.of(clerkId), at);
    }

    public boolean exists(Kind kind, String clerkId) {
        return repository.exists(kind.wire(), hash.of(clerkId));
    }

    /** For statements that read the tombstone themselves. */
    public byte[] hash(String clerkId) {
        return hash.of(clerkId);
    }
}
