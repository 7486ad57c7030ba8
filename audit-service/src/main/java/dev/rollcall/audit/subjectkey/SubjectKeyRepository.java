package dev.rollcall.audit.subjectkey;

import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.audit.sql.SqlArrays;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The tables of people. Every ingested batch passes here, hence arrays and plain JDBC. All methods
 * join the caller's transaction.
 */
@Singleton
final class SubjectKeyRepository {

    private static final String HOLD_OFF_ERASURE = "SELECT audit.hold_off_erasure()";

    private static final String LIST_ERASED =
            """
            SELECT subject_hash
              FROM audit.subject_tombstones
             WHERE subject_hash = ANY (?)
            """;

    private static final String LIST_BY_HASH =
            """
            SELECT alias, subject_hash, sealed_clerk_id, wrapped_key, master_key_id
              FROM audit.subject_keys
             WHERE subject_hash = ANY (?)
            """;

    private static final String LIST_BY_ALIAS =
            """
            SELECT alias, subject_hash, sealed_clerk_id, wrapped_key, master_key_id
              FROM audit.subject_keys
             WHERE alias = ANY (?)
            """;

    /* In the order of the hashes: two batches with the same new people cannot lock crosswise. */
    private static final String INSERT_MISSING =
            """
            INSERT INTO audit.subject_keys
                   (alias, subject_hash, sealed_clerk_id, wrapped_key, master_key_id, created_at)
            SELECT made.alias, made.subject_hash, made.sealed_clerk_id, made.wrapped_key,
                   made.master_key_id, ?
              FROM unnest(?::uuid[], ?::bytea[], ?::bytea[], ?::bytea[], ?::text[])
                   AS made (alias, subject_hash, sealed_clerk_id, wrapped_key, master_key_id)
             WHERE NOT EXISTS (SELECT 1
                                 FROM audit.subject_tombstones gone
                                WHERE gone.subject_hash = made.subject_hash)
             ORDER BY made.subject_hash
                ON CONFLICT (subject_hash) DO NOTHING
            """;

    private final JdbcOperations jdbc;

    SubjectKeyRepository(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** From here to the end of the transaction nobody becomes erased. */
    void holdOffErasure() {
        jdbc.prepareStatement(HOLD_OFF_ERASURE, PreparedStatement::execute);
    }

    Set<Bytes> listErased(Collection<Bytes> hashes) {
        return jdbc.prepareStatement(
                LIST_ERASED,
                statement -> {
                    statement.setArray(1, SqlArrays.octets(statement, hashes, Function.identity()));
                    Set<Bytes> erased = new HashSet<>();
                    try (ResultSet row = statement.executeQuery()) {
                        while (row.next()) {
                            erased.add(Bytes.copyOf(row.getBytes(1)));
                        }
                    }
                    return erased;
                });
    }

    List<SubjectRow> listByHash(Collection<Bytes> hashes) {
        return jdbc.prepareStatement(
                LIST_BY_HASH,
                statement -> {
                    statement.setArray(1, SqlArrays.octets(statement, hashes, Function.identity()));
                    return rows(statement);
                });
    }

    List<SubjectRow> listByAlias(Collection<UUID> aliases) {
        return jdbc.prepareStatement(
                LIST_BY_ALIAS,
                statement -> {
                    statement.setArray(1, SqlArrays.of(statement, "uuid", aliases, alias -> alias));
                    return rows(statement);
                });
    }

    /** Adds those whom nobody has added in the meantime. */
    void insertMissing(List<SubjectRow> people, Instant now) {
        jdbc.prepareStatement(
                INSERT_MISSING,
                statement -> {
                    statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                    statement.setArray(
                            2, SqlArrays.of(statement, "uuid", people, SubjectRow::alias));
                    statement.setArray(3, SqlArrays.octets(statement, people, SubjectRow::hash));
                    statement.setArray(
                            4, SqlArrays.octets(statement, people, SubjectRow::sealedClerkId));
                    statement.setArray(
                            5, SqlArrays.octets(statement, people, SubjectRow::wrappedKey));
                    statement.setArray(
                            6, SqlArrays.of(statement, "text", people, SubjectRow::masterKeyId));
                    return statement.executeUpdate();
                });
    }

    private static List<SubjectRow> rows(PreparedStatement statement) throws SQLException {
        List<SubjectRow> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(
                        new SubjectRow(
                                row.getObject("alias", UUID.class),
                                Bytes.copyOf(row.getBytes("subject_hash")),
                                Bytes.copyOf(row.getBytes("sealed_clerk_id")),
                                Bytes.copyOf(row.getBytes("wrapped_key")),
                                row.getString("master_key_id")));
            }
        }
        return rows;
    }
}
