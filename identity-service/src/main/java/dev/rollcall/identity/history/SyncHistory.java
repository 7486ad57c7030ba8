package dev.rollcall.identity.history;

import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.identity.mirror.RowStatements;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes effects into the transaction that has them; one statement however many. Thread safe. */
@Singleton
public class SyncHistory {

    private static final String APPEND =
            """
            INSERT INTO identity.sync_history (
                entity_id, id, entity_kind, at, source, message_id, change, reason, fields,
                version_before, version_after)
            SELECT entity_id, id, kind, at, source, message_id, change, reason, fields,
                   version_before, version_after
              FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                          ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                   AS n (entity_id, id, kind, at, source, message_id, change, reason, fields,
                         version_before, version_after)
            """;

    private static final String DELETE_BEFORE =
            """
            DELETE FROM identity.sync_history
             WHERE ctid = ANY (ARRAY(SELECT ctid
                                       FROM identity.sync_history
                                      WHERE at < ?
                                      LIMIT ?))
            """;

    private final JdbcOperations jdbc;
    private final RowStatements statements;
    private final Uuid7 ids;

    SyncHistory(JdbcOperations jdbc, RowStatements statements, Uuid7 ids) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.ids = ids;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void append(List<Effect> effects) {
        statements.run(
                APPEND,
                effects,
                rows ->
                        rows.uuids(Effect::entityId)
                                .uuids(effect -> ids.next())
                                .texts(effect -> effect.kind().name().toLowerCase(Locale.ROOT))
                                .times(effect -> effect.cause().at())
                                .texts(effect -> effect.cause().source().wire())
                                .texts(SyncHistory::messageId)
                                .texts(Effect::change)
                                .texts(Effect::reason)
                                .texts(effect -> String.join(",", effect.fields()))
                                .longs(Effect::versionBefore)
                                .longs(Effect::versionAfter));
    }

    /** How many went, at most {@code most}. */
    @Transactional
    public int deleteBefore(Instant before, int most) {
        return jdbc.prepareStatement(
                DELETE_BEFORE,
                statement -> {
                    statement.setTimestamp(1, Timestamp.from(before));
                    statement.setInt(2, most);
                    return statement.executeUpdate();
                });
    }

    private static @Nullable String messageId(Effect effect) {
        MessageId id = effect.cause().messageId();
        return id == null ? null : id.value();
    }
}
