package dev.rollcall.identity;

/** The Clerk-derived columns of all that lives, in an order of their own, as one text. */
final class LiveRows {

    static final String QUERY =
            """
            SELECT jsonb_pretty(jsonb_build_array(
                (SELECT jsonb_agg(jsonb_build_array(
                            clerk_id, sync_status, email, first_name, banned, absent_at,
                            version_updated_ms, version_observed_ms, version_hash)
                            ORDER BY clerk_id)
                   FROM identity.users
                  WHERE deleted_at IS NULL),
                (SELECT jsonb_agg(jsonb_build_array(
                            o.clerk_id, o.origin, o.name, u.clerk_id, o.absent_at,
                            o.version_updated_ms, o.version_observed_ms, o.version_hash)
                            ORDER BY o.clerk_id, u.clerk_id)
                   FROM identity.orgs o
                   LEFT JOIN identity.users u ON u.id = o.owner_id
                  WHERE o.deleted_at IS NULL),
                (SELECT jsonb_agg(jsonb_build_array(
                            m.clerk_id, m.origin, o.clerk_id, u.clerk_id, m.role, m.absent_at,
                            m.version_updated_ms, m.version_observed_ms, m.version_hash)
                            ORDER BY m.clerk_id, u.clerk_id)
                   FROM identity.memberships m
                   JOIN identity.orgs o ON o.id = m.org_id
                   JOIN identity.users u ON u.id = m.user_id
                  WHERE m.deleted_at IS NULL),
                (SELECT jsonb_agg(jsonb_build_array(
                            clerk_id, user_clerk_id, status, version_updated_ms,
                            version_observed_ms, version_hash) ORDER BY clerk_id)
                   FROM identity.sessions),
                (SELECT jsonb_agg(jsonb_build_array(
                            i.clerk_id, o.clerk_id, i.status, i.version_updated_ms,
                            i.version_observed_ms, i.version_hash) ORDER BY i.clerk_id)
                   FROM identity.invitations i
                   JOIN identity.orgs o ON o.id = i.org_id),
                (SELECT jsonb_agg(jsonb_build_array(kind, id_hash) ORDER BY kind, id_hash)
                   FROM identity.tombstones)))
            """;

    /** What the mirror says is so: what is pending or absent is not. */
    static final String BELIEVED =
            """
            WITH people AS (
                SELECT *
                  FROM identity.users
                 WHERE deleted_at IS NULL AND sync_status = 'active'
                   AND (absent_at IS NULL
                        OR extract(epoch FROM absent_at) * 1000 <= version_observed_ms)
            ), organisations AS (
                SELECT *
                  FROM identity.orgs
                 WHERE deleted_at IS NULL AND sync_status = 'active' AND origin = 'clerk'
                   AND (absent_at IS NULL
                        OR extract(epoch FROM absent_at) * 1000 <= version_observed_ms)
            )
            SELECT string_agg(line, E'\\n' ORDER BY line COLLATE "C")
              FROM (SELECT format('user %s %s %s', clerk_id, first_name,
                                  CASE WHEN banned THEN 'true' ELSE 'false' END) AS line
                      FROM people
                    UNION ALL
                    SELECT format('org %s %s', clerk_id, name)
                      FROM organisations
                    UNION ALL
                    SELECT format('membership %s %s %s %s', m.clerk_id, o.clerk_id, u.clerk_id,
                                  m.role)
                      FROM identity.memberships m
                      JOIN organisations o ON o.id = m.org_id
                      JOIN people u ON u.id = m.user_id
                     WHERE m.deleted_at IS NULL
                       AND (m.absent_at IS NULL
                            OR extract(epoch FROM m.absent_at) * 1000 <= m.version_observed_ms)
                   ) AS lines
            """;

    /** Everything but the id map: live people and organisations become stubs with their ids. */
    static final String FORGET =
            """
            DELETE FROM identity.memberships WHERE origin = 'clerk';
            DELETE FROM identity.sessions;
            DELETE FROM identity.invitations;
            UPDATE identity.orgs
               SET sync_status = 'pending', name = NULL, owner_id = NULL, absent_at = NULL,
                   version_updated_ms = NULL, version_observed_ms = NULL, version_hash = NULL
             WHERE deleted_at IS NULL AND origin = 'clerk';
            UPDATE identity.users
               SET sync_status = 'pending', first_name = NULL, banned = false, absent_at = NULL,
                   version_updated_ms = NULL, version_observed_ms = NULL, version_hash = NULL
             WHERE deleted_at IS NULL
            """;

    /**
     * Deleting few rows is quicker than TRUNCATE, which writes files anew. The lock keeps the
     * sequencers out, which number changes in an order of their own.
     */
    static final String EMPTY =
            """
            DELETE FROM identity.invitations;
            DELETE FROM identity.sessions;
            DELETE FROM identity.memberships;
            DELETE FROM identity.orgs;
            DELETE FROM identity.handles;
            DELETE FROM identity.users;
            DELETE FROM identity.tombstones;
            DO $$ BEGIN LOCK TABLE identity.changes; END $$;
            DELETE FROM identity.changes;
            DELETE FROM identity.sync_history;
            DELETE FROM identity.outbox
            """;

    private LiveRows() {}
}
