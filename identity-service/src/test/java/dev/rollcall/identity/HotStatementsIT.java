package dev.rollcall.identity;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.contracts.event.EventDelivery;
import dev.rollcall.contracts.event.EventOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The plans of all that is run for each event and each request, as PostgreSQL really chose them on
 * filled and analysed tables, generic ones included: its own counters tell which tables and indexes
 * it read whole.
 */
class HotStatementsIT {

    /** More than a driver and a server need to settle for a prepared, generic plan. */
    private static final int TURNS = 25;

    private static final String BIG_TABLES =
            "('users', 'orgs', 'memberships', 'handles', 'tombstones', 'sessions', 'invitations',"
                    + " 'applied_events', 'sync_history', 'outbox', 'changes')";

    private static final String FILL =
            """
            CREATE FUNCTION pg_temp.row_id(n integer) RETURNS uuid LANGUAGE sql AS
            $$ SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
            INSERT INTO identity.users (
                id, clerk_id, sync_status, email, email_verified, first_name, version_updated_ms,
                version_observed_ms, version_hash, created_at, updated_at)
            SELECT pg_temp.row_id(n), 'user_' || n, 'active', n || '@example.com', true, 'Name' || n,
                   1, 1, n, now(), now()
              FROM generate_series(1, 20000) n;
            INSERT INTO identity.handles (handle_hash, handle, user_id, given_at)
            SELECT sha256(n::text::bytea), 'name-' || n, pg_temp.row_id(n), now()
              FROM generate_series(1, 20000) n;
            INSERT INTO identity.orgs (
                id, clerk_id, sync_status, name, owner_id, version_updated_ms, version_observed_ms,
                version_hash, created_at, updated_at)
            SELECT pg_temp.row_id(n), 'org_' || n, 'active', 'Org' || n, pg_temp.row_id(n),
                   1, 1, n, now(), now()
              FROM generate_series(1, 20000) n;
            INSERT INTO identity.memberships (
                id, clerk_id, org_id, user_id, role, clerk_created_at, version_updated_ms,
                version_observed_ms, version_hash, created_at, updated_at)
            SELECT pg_temp.row_id(n), 'orgmem_' || n, pg_temp.row_id(n), pg_temp.row_id(n), 'admin',
                   now(), 1, 1, n, now(), now()
              FROM generate_series(1, 20000) n;
            INSERT INTO identity.sessions (
                id, clerk_id, user_clerk_id, status, over, version_updated_ms, version_observed_ms,
                version_hash, created_at, updated_at)
            SELECT pg_temp.row_id(n), 'sess_' || n, 'user_' || n, 'active', false, 1, 1, n, now(), now()
              FROM generate_series(1, 20000) n;
            INSERT INTO identity.invitations (
                id, clerk_id, org_id, role, status, over, version_updated_ms, version_observed_ms,
                version_hash, created_at, updated_at)
            SELECT pg_temp.row_id(n), 'orginv_' || n, pg_temp.row_id(n), 'member', 'pending', false,
                   1, 1, n, now(), now()
              FROM generate_series(1, 20000) n;
            INSERT INTO identity.tombstones (kind, id_hash, deleted_at)
            SELECT 'user', sha256(n::text::bytea), now() FROM generate_series(1, 20000) n;
            INSERT INTO identity.applied_events (message_id, outcome, applied_at)
            SELECT 'msg_old_' || n, 'applied', now() FROM generate_series(1, 20000) n;
            INSERT INTO identity.sync_history (
                entity_id, id, entity_kind, at, source, change, fields)
            SELECT pg_temp.row_id(n), pg_temp.row_id(n), 'user', now(), 'webhook', 'created', ''
              FROM generate_series(1, 20000) n;
            INSERT INTO identity.changes (
                position, kind, urgent, clerk_user_id, happened_at, numbered_at)
            SELECT n, 'user_changed', false, 'user_' || n, now(), now()
              FROM generate_series(1, 20000) n;
            UPDATE identity.changes_progress SET numbered = 20000;
            INSERT INTO identity.outbox (id, body, created_at)
            SELECT pg_temp.row_id(n), '{}', now() FROM generate_series(1, 20000) n;
            """;

    private final RunningIdentity identity =
            new RunningIdentity(
                    Map.of(
                            "datasources.default.maximum-pool-size",
                            4,
                            "rollcall.sync.heal-interval",
                            "1h"));

    @BeforeEach
    void fillAndForgetWhatThatTook() {
        identity.audit.answer(asked -> new WireServer.Answer(503, "{}"));
        identity.execute(FILL);
        identity.execute("ANALYZE");
        identity.execute("SELECT pg_stat_reset()");
    }

    @AfterEach
    void stop() {
        identity.close();
    }

    @Test
    void whatAnEventRunsReadsNoTableWhole() {
        for (int turn = 1; turn <= TURNS; turn++) {
            List<EventOutcome> outcomes = identity.applyAll(batch(turn));
            assertEquals(
                    List.of(EventOutcome.Result.APPLIED),
                    outcomes.stream().map(EventOutcome::result).distinct().toList());
        }

        assertEquals("", readWholeOnce("users", 4 * TURNS));
    }

    @Test
    void whatARequestRunsReadsNoTableWhole() {
        for (int turn = 1; turn <= 4 * TURNS; turn++) {
            identity.resolve("user_" + turn, null, false);
        }

        assertEquals("", readWholeOnce("users", 4 * TURNS));
    }

    /** Of each kind something new, something known and something that goes. */
    private static List<EventDelivery> batch(int turn) {
        String fresh = "fresh" + turn;
        String user = "user_" + fresh;
        String org = "org_" + fresh;
        String known = "user_" + (100 + turn);
        String gone = "user_" + (200 + turn);
        String knownOrg = "org_" + (300 + turn);
        String goneOrg = "org_" + (400 + turn);
        return List.of(
                Bodies.event("user.created", Bodies.user(user, fresh, 10), 11),
                Bodies.event("user.updated", Bodies.user(known, "New", 10), 11),
                Bodies.event("user.deleted", Bodies.deleted(gone), 11),
                Bodies.event("organization.created", Bodies.org(org, "Org", user, 10), 11),
                Bodies.event("organization.updated", Bodies.org(knownOrg, "New", known, 10), 11),
                Bodies.event("organization.deleted", Bodies.deleted(goneOrg), 11),
                Bodies.member(
                        "created",
                        "orgmem_" + fresh,
                        Bodies.org(org, "Org", user, 10),
                        user,
                        "admin",
                        12),
                Bodies.session("created", "sess_" + fresh, user, 10),
                Bodies.session("ended", "sess_" + (100 + turn), known, 10),
                Bodies.invitation("created", "orginv_" + fresh, org, 10));
    }

    /**
     * Names of big tables, and of indexes, that were read whole since they were filled; the two
     * queues' own indexes are read again and again. A connection tells what it did when it ends;
     * until so many reads by index are told the counters are not complete.
     */
    private String readWholeOnce(String table, int readsAtLeast) {
        identity.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE usename = 'rollcall_identity' AND datname = current_database()");
        await().atMost(BOUND)
                .until(
                        () ->
                                Integer.parseInt(
                                                identity.value(
                                                        "SELECT idx_scan FROM pg_stat_user_tables"
                                                                + " WHERE schemaname = 'identity'"
                                                                + " AND relname = '"
                                                                + table
                                                                + "'"))
                                        >= readsAtLeast);
        return identity.value(
                "SELECT coalesce(string_agg(name, ', '), '')"
                        + " FROM (SELECT relname AS name FROM pg_stat_user_tables"
                        + " WHERE schemaname = 'identity' AND seq_scan > 0 AND relname IN "
                        + BIG_TABLES
                        + " UNION ALL SELECT indexrelname FROM pg_stat_user_indexes"
                        + " WHERE schemaname = 'identity' AND idx_tup_read >= 20000"
                        + " AND relname NOT IN ('outbox', 'changes')) AS whole");
    }
}
