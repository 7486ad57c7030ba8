package dev.rollcall.identity.reconcile;

import dev.rollcall.contracts.id.ClerkMembershipId;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.sighting.Sighting;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The rows that a sweep should have seen and did not: Clerk's, live, not already absent, there and
 * observed before the sweep began. Call it inside a transaction.
 */
@Singleton
final class AbsentRows {

    /** Rows first seen after this moment of ours are too young to be missed. */
    record Sweep(UUID runId, Instant observedAt, Instant firstSeenBefore) {}

    private static final String TABLE = "{table}";
    private static final String SEEN =
            """
            WITH seen AS MATERIALIZED (
                SELECT unnest(p.clerk_ids) AS id
                  FROM identity.reconcile_pages p
                 WHERE p.run_id = ? AND p.entity = '{table}')
            """;
    private static final String MISSING =
            """
              FROM identity.{table} r
             WHERE r.origin = 'clerk' AND r.clerk_id IS NOT NULL AND r.deleted_at IS NULL
               AND r.created_at < ?
               AND (r.version_observed_ms IS NULL OR r.version_observed_ms < ?)
               AND (r.absent_at IS NULL
                    OR extract(epoch FROM r.absent_at) * 1000 <= r.version_observed_ms)
               AND NOT EXISTS (SELECT 1 FROM seen WHERE seen.id = r.clerk_id)
            """;
    private static final String LIVE =
            """
            SELECT count(*) FROM identity.{table} r
             WHERE r.origin = 'clerk' AND r.clerk_id IS NOT NULL AND r.deleted_at IS NULL
            """;
    private static final String SUSPECTED =
            """
               AND EXISTS (SELECT 1 FROM identity.reconcile_suspects s
                            WHERE s.clerk_id = r.clerk_id AND s.run_id <> ?)
            """;
    private static final String SUSPECT =
            """
            INSERT INTO identity.reconcile_suspects (clerk_id, run_id, observed_at)
            SELECT r.clerk_id, ?, ?
            """;
    private static final String ACQUIT =
            """
            DELETE FROM identity.reconcile_suspects s
             WHERE NOT EXISTS (SELECT 1
            """;

    private final JdbcOperations jdbc;

    AbsentRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Clerk's rows that are not deleted. */
    long countLive(Entity entity) {
        return jdbc.prepareStatement(LIVE.replace(TABLE, entity.wire()), AbsentRows::number);
    }

    long countMissing(Entity entity, Sweep sweep) {
        return jdbc.prepareStatement(
                (SEEN + "SELECT count(*)" + MISSING).replace(TABLE, entity.wire()),
                statement -> {
                    bind(statement, 1, sweep);
                    return number(statement);
                });
    }

    /** The next ids after the given one. */
    List<String> list(Entity entity, Sweep sweep, String after, int most) {
        String sql = SEEN + "SELECT r.clerk_id" + MISSING;
        return jdbc.prepareStatement(
                (sql + " AND r.clerk_id > ? ORDER BY r.clerk_id LIMIT ?")
                        .replace(TABLE, entity.wire()),
                statement -> {
                    int next = bind(statement, 1, sweep);
                    statement.setString(next, after);
                    statement.setInt(next + 1, most);
                    List<String> ids = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            ids.add(rows.getString(1));
                        }
                    }
                    return ids;
                });
    }

    /** Memberships that an earlier sweep did not see either. */
    long countSuspectedBefore(Sweep sweep) {
        return jdbc.prepareStatement(
                (SEEN + "SELECT count(*)" + MISSING + SUSPECTED)
                        .replace(TABLE, Entity.MEMBERSHIPS.wire()),
                statement -> {
                    statement.setObject(bind(statement, 1, sweep), sweep.runId());
                    return number(statement);
                });
    }

    /** The same as sightings of their absence, as of the beginning of this sweep. */
    List<Sighting> listSuspectedBefore(Sweep sweep, int most) {
        String sql =
                SEEN
                        + """
                        SELECT r.clerk_id,
                               (SELECT o.clerk_id FROM identity.orgs o WHERE o.id = r.org_id),
                               (SELECT u.clerk_id FROM identity.users u WHERE u.id = r.user_id)
                        """
                        + MISSING
                        + SUSPECTED
                        + " ORDER BY r.clerk_id LIMIT ?";
        return jdbc.prepareStatement(
                sql.replace(TABLE, Entity.MEMBERSHIPS.wire()),
                statement -> {
                    int next = bind(statement, 1, sweep);
                    statement.setObject(next, sweep.runId());
                    statement.setInt(next + 1, most);
                    List<Sighting> sightings = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            sightings.add(missed(rows, sweep.observedAt()));
                        }
                    }
                    return sightings;
                });
    }

    /** Remembers which memberships this sweep did not see, and forgets those that it saw. */
    void keepSuspects(Sweep sweep) {
        String memberships = Entity.MEMBERSHIPS.wire();
        jdbc.prepareStatement(
                (SEEN + ACQUIT + MISSING + " AND r.clerk_id = s.clerk_id)")
                        .replace(TABLE, memberships),
                statement -> {
                    bind(statement, 1, sweep);
                    return statement.executeUpdate();
                });
        jdbc.prepareStatement(
                (SEEN + SUSPECT + MISSING + " ON CONFLICT (clerk_id) DO NOTHING")
                        .replace(TABLE, memberships),
                statement -> {
                    statement.setObject(1, sweep.runId());
                    statement.setObject(2, sweep.runId());
                    statement.setTimestamp(3, Timestamp.from(sweep.observedAt()));
                    bindRows(statement, 4, sweep);
                    return statement.executeUpdate();
                });
    }

    private static Sighting missed(ResultSet rows, Instant observedAt) throws SQLException {
        return new Sighting.OfMembership(
                new ClerkMembershipId(rows.getString(1)),
                new ClerkOrgId(rows.getString(2)),
                new ClerkUserId(rows.getString(3)),
                new Observation.Missed<>(observedAt));
    }

    private static int bind(PreparedStatement statement, int from, Sweep sweep)
            throws SQLException {
        statement.setObject(from, sweep.runId());
        return bindRows(statement, from + 1, sweep);
    }

    private static int bindRows(PreparedStatement statement, int from, Sweep sweep)
            throws SQLException {
        statement.setTimestamp(from, Timestamp.from(sweep.firstSeenBefore()));
        statement.setLong(from + 1, sweep.observedAt().toEpochMilli());
        return from + 2;
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
