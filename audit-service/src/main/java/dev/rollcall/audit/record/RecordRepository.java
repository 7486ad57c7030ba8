package dev.rollcall.audit.record;

import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.audit.record.Attempt.NewRecord;
import dev.rollcall.audit.record.CanonicalRecord.Actor;
import dev.rollcall.audit.sql.SqlArrays;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adds batches of records, a statement per table whatever their size; hence arrays and plain JDBC.
 * All methods join the caller's transaction.
 */
@Singleton
final class RecordRepository {

    /* In the order of the ids: two batches with the same ids cannot lock crosswise. */
    private static final String CLAIM_IDS =
            """
            INSERT INTO audit.record_ids (id, retention_class, recorded_at, digest)
            SELECT asked.id, asked.retention_class, asked.recorded_at, asked.digest
              FROM unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::bytea[])
                   AS asked (id, retention_class, recorded_at, digest)
             ORDER BY asked.id
                ON CONFLICT (id) DO NOTHING
            RETURNING id
            """;

    private static final String LIST_DIGESTS =
            """
            SELECT id, digest
              FROM audit.record_ids
             WHERE id = ANY (?)
            """;

    private static final String INSERT_RECORDS =
            """
            INSERT INTO audit.audit_logs
                   (id, retention_class, recorded_at, occurred_at, action, outcome,
                    actor_alias, actor_service, subject_alias, org_id, request_id, record)
            SELECT made.*
              FROM unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                          ?::text[], ?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::text[],
                          ?::bytea[]) AS made
            """;

    private static final String INSERT_PENDING =
            """
            INSERT INTO audit.audit_pending (record_id, leaf_hash)
            SELECT made.*
              FROM unnest(?::uuid[], ?::bytea[]) AS made
            """;

    private final JdbcOperations jdbc;

    RecordRepository(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the ids that are free, which it answers; waits for others who are taking one. */
    Set<UUID> claimIds(Collection<NewRecord> records) {
        return jdbc.prepareStatement(
                CLAIM_IDS,
                statement -> {
                    column(statement, 1, "uuid", records, NewRecord::id);
                    column(statement, 2, "text", records, it -> it.retention().column());
                    column(statement, 3, "timestamptz", records, it -> it.record().recordedAt());
                    statement.setArray(4, SqlArrays.octets(statement, records, NewRecord::digest));
                    Set<UUID> claimed = new HashSet<>();
                    try (ResultSet row = statement.executeQuery()) {
                        while (row.next()) {
                            claimed.add(row.getObject(1, UUID.class));
                        }
                    }
                    return claimed;
                });
    }

    /** The digests of those ids that are taken. */
    Map<UUID, Bytes> listDigests(Collection<UUID> ids) {
        return jdbc.prepareStatement(
                LIST_DIGESTS,
                statement -> {
                    statement.setArray(1, SqlArrays.of(statement, "uuid", ids, id -> id));
                    Map<UUID, Bytes> digests = new HashMap<>();
                    try (ResultSet row = statement.executeQuery()) {
                        while (row.next()) {
                            digests.put(
                                    row.getObject(1, UUID.class), Bytes.copyOf(row.getBytes(2)));
                        }
                    }
                    return digests;
                });
    }

    /** Stores the records and queues their leaves. */
    void insert(Collection<NewRecord> records) {
        jdbc.prepareStatement(
                INSERT_RECORDS,
                statement -> {
                    column(statement, 1, "uuid", records, NewRecord::id);
                    column(statement, 2, "text", records, it -> it.retention().column());
                    column(statement, 3, "timestamptz", records, it -> it.record().recordedAt());
                    column(statement, 4, "timestamptz", records, it -> it.record().occurredAt());
                    column(statement, 5, "text", records, it -> it.record().action());
                    column(statement, 6, "text", records, it -> it.record().outcome());
                    column(statement, 7, "uuid", records, it -> alias(it.record().actor()));
                    column(statement, 8, "text", records, it -> service(it.record().actor()));
                    column(statement, 9, "uuid", records, it -> it.record().subject());
                    column(statement, 10, "uuid", records, it -> it.record().org());
                    column(statement, 11, "text", records, it -> it.record().requestId());
                    statement.setArray(12, SqlArrays.octets(statement, records, NewRecord::octets));
                    return statement.executeUpdate();
                });
        jdbc.prepareStatement(
                INSERT_PENDING,
                statement -> {
                    column(statement, 1, "uuid", records, NewRecord::id);
                    statement.setArray(
                            2, SqlArrays.octets(statement, records, NewRecord::leafHash));
                    return statement.executeUpdate();
                });
    }

    private static void column(
            PreparedStatement statement,
            int index,
            String type,
            Collection<NewRecord> records,
            Function<NewRecord, @Nullable Object> value)
            throws SQLException {
        statement.setArray(index, SqlArrays.of(statement, type, records, value));
    }

    private static @Nullable UUID alias(Actor actor) {
        return actor instanceof Actor.Person person ? person.alias() : null;
    }

    private static @Nullable String service(Actor actor) {
        return actor instanceof Actor.Service service ? service.name() : null;
    }
}
