package dev.rollcall.identity.tombstone;

import dev.rollcall.contracts.id.IdHash;
import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.identity.mirror.RowArrays;
import dev.rollcall.identity.mirror.RowStatements;
import io.micronaut.context.annotation.Value;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Remembers signed deletions for ever. Thread safe; call it inside the transaction of the change.
 */
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

    /** One object that has, or may have, a tombstone. */
    public record Mark(Kind kind, String clerkId) {}

    private static final String APPEND =
            """
            INSERT INTO identity.tombstones (kind, id_hash, deleted_at)
            SELECT kind, id_hash, deleted_at
              FROM unnest(?::text[], ?::bytea[], ?::timestamptz[]) AS n (kind, id_hash, deleted_at)
            ON CONFLICT DO NOTHING
            """;

    private static final String AMONG =
            """
            SELECT t.kind, t.id_hash
              FROM unnest(?::text[], ?::bytea[]) AS n (kind, id_hash)
              JOIN identity.tombstones t USING (kind, id_hash)
            """;

    private final TombstoneRepository repository;
    private final JdbcOperations jdbc;
    private final RowStatements statements;
    private final IdHash hash;

    Tombstones(
            TombstoneRepository repository,
            JdbcOperations jdbc,
            RowStatements statements,
            @Value("${rollcall.tombstone-key}") String tombstoneKey) {
        this.repository = repository;
        this.jdbc = jdbc;
        this.statements = statements;
        try {
            this.hash = IdHash.withKey(tombstoneKey);
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException("ROLLCALL_TOMBSTONE_KEY is " + wrong.getMessage());
        }
    }

    public void append(Collection<Mark> marks, Instant at) {
        statements.run(
                APPEND,
                marks,
                rows ->
                        rows.texts(mark -> mark.kind().wire())
                                .bytes(mark -> hash.of(mark.clerkId()))
                                .times(mark -> at));
    }

    public boolean exists(Kind kind, String clerkId) {
        return repository.exists(kind.wire(), hash.of(clerkId));
    }

    /** Those that have one. */
    public Set<Mark> among(Collection<Mark> marks) {
        if (marks.isEmpty()) {
            return Set.of();
        }
        Map<Mark, byte[]> hashes = new LinkedHashMap<>();
        Map<String, Mark> asked = new HashMap<>();
        for (Mark mark : marks) {
            byte[] idHash = hash.of(mark.clerkId());
            hashes.put(mark, idHash);
            asked.put(key(mark.kind().wire(), idHash), mark);
        }
        return jdbc.prepareStatement(
                AMONG,
                statement -> {
                    new RowArrays<>(statement, hashes.entrySet())
                            .texts(one -> one.getKey().kind().wire())
                            .bytes(Map.Entry::getValue);
                    Set<Mark> found = new HashSet<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(asked.get(key(rows.getString(1), rows.getBytes(2))));
                        }
                    }
                    return found;
                });
    }

    private static String key(String kind, byte[] idHash) {
        return kind + HexFormat.of().formatHex(idHash);
    }

    /** For statements that read the tombstone themselves. */
    public byte[] hash(String clerkId) {
        return hash.of(clerkId);
    }
}
