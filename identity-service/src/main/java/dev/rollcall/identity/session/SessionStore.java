package dev.rollcall.identity.session;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.mirror.Entry;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.RowArrays;
import dev.rollcall.identity.mirror.RowStatements;
import dev.rollcall.identity.mirror.Version;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads and writes sessions by the batch, one statement each, in the caller's transaction. */
@Singleton
public class SessionStore {

    private static final String FIND =
            """
            SELECT s.*
              FROM identity.sessions s
             WHERE s.clerk_id = ANY(?::text[])
            UNION
            SELECT s.*
              FROM identity.sessions s
             WHERE s.user_clerk_id = ANY(?::text[]) AND NOT s.over
            """;

    private static final String UPSERT =
            """
            INSERT INTO identity.sessions AS s (
                id, clerk_id, user_clerk_id, status, over, clerk_created_at, expires_at,
                version_updated_ms, version_observed_ms, version_hash, created_at, updated_at)
            SELECT id, clerk_id, user_clerk_id, status, over, clerk_created_at, expires_at,
                   version_updated_ms, version_observed_ms, version_hash, written_at, updated_at
              FROM unnest(
                       ?::uuid[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::timestamptz[],
                       ?::timestamptz[], ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[],
                       ?::timestamptz[]) AS n (
                       id, clerk_id, user_clerk_id, status, over, clerk_created_at, expires_at,
                       version_updated_ms, version_observed_ms, version_hash, written_at,
                       updated_at)
            ON CONFLICT (clerk_id) DO UPDATE
               SET user_clerk_id = EXCLUDED.user_clerk_id, status = EXCLUDED.status,
                   over = EXCLUDED.over, clerk_created_at = EXCLUDED.clerk_created_at,
                   expires_at = EXCLUDED.expires_at,
                   version_updated_ms = EXCLUDED.version_updated_ms,
                   version_observed_ms = EXCLUDED.version_observed_ms,
                   version_hash = EXCLUDED.version_hash, updated_at = EXCLUDED.updated_at
             WHERE (EXCLUDED.over, EXCLUDED.version_updated_ms, EXCLUDED.version_observed_ms,
                    EXCLUDED.version_hash)
                   >= (s.over, s.version_updated_ms, s.version_observed_ms, s.version_hash)
            """;

    private static final String DELETE_OF_USERS =
            "DELETE FROM identity.sessions WHERE user_clerk_id = ANY(?::text[])";

    private static final String DELETE_OVER_BEFORE =
            """
            DELETE FROM identity.sessions
             WHERE id IN (SELECT id
                            FROM identity.sessions
                           WHERE created_at < ? AND (over OR expires_at < ?)
                           ORDER BY created_at
                           LIMIT ?
                             FOR UPDATE SKIP LOCKED)
            """;

    private final JdbcOperations jdbc;
    private final RowStatements statements;

    SessionStore(JdbcOperations jdbc, RowStatements statements) {
        this.jdbc = jdbc;
        this.statements = statements;
    }

    /** The named ones, and what is not over of the named people. */
    public List<Entry<SessionFacts>> find(
            Collection<String> clerkIds, Collection<String> userClerkIds) {
        if (clerkIds.isEmpty() && userClerkIds.isEmpty()) {
            return List.of();
        }
        return jdbc.prepareStatement(
                FIND,
                statement -> {
                    new RowArrays<String>(statement, clerkIds).texts(id -> id);
                    statement.setArray(
                            2,
                            statement
                                    .getConnection()
                                    .createArrayOf("text", userClerkIds.toArray()));
                    List<Entry<SessionFacts>> found = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(entry(jdbc.readEntity(rows, SessionRow.class)));
                        }
                    }
                    return found;
                });
    }

    private static Entry<SessionFacts> entry(SessionRow row) {
        SessionFacts facts =
                new SessionFacts(
                        new ClerkUserId(row.userClerkId()),
                        row.status(),
                        row.clerkCreatedAt(),
                        row.expiresAt());
        Version version =
                new Version(row.versionUpdatedMs(), row.versionObservedMs(), row.versionHash());
        return Entry.stored(
                row.clerkId(),
                row.id(),
                new MirrorState.Present<>(facts, version, null),
                row.updatedAt());
    }

    public void upsert(List<Entry<SessionFacts>> entries) {
        statements.run(
                UPSERT,
                entries,
                rows ->
                        rows.uuids(Entry::id)
                                .texts(Entry::clerkId)
                                .texts(entry -> entry.fact(it -> it.userId().value()))
                                .texts(entry -> entry.fact(SessionFacts::status))
                                .flags(entry -> entry.fact(SessionFacts::isFinal))
                                .times(entry -> entry.fact(SessionFacts::createdAt))
                                .times(entry -> entry.fact(SessionFacts::expiresAt))
                                .versions(Entry::version)
                                .times(Entry::writtenAt)
                                .times(Entry::updatedAt));
    }

    /** Nothing of a deleted person's sessions stays. */
    public void deleteOfUsers(List<String> userClerkIds) {
        statements.run(DELETE_OF_USERS, userClerkIds, rows -> rows.texts(id -> id));
    }

    /** Sessions made and over before then; how many went, at most {@code most}. */
    public int deleteOverBefore(Instant before, int most) {
        return jdbc.prepareStatement(
                DELETE_OVER_BEFORE,
                statement -> {
                    statement.setTimestamp(1, Timestamp.from(before));
                    statement.setTimestamp(2, Timestamp.from(before));
                    statement.setInt(3, most);
                    return statement.executeUpdate();
                });
    }
}
