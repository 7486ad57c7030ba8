-- What a customer's own SQL may build on (docs/schema.md): names and types here are kept, what lies
-- below may change. The views read as rollcall_owner, whom row-level security binds too.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE POLICY users_interface ON users FOR SELECT TO rollcall_owner USING (true);
CREATE POLICY orgs_interface ON orgs FOR SELECT TO rollcall_owner USING (true);
CREATE POLICY memberships_interface ON memberships FOR SELECT TO rollcall_owner USING (true);

CREATE VIEW rollcall.users AS
SELECT u.id, u.clerk_id,
       coalesce(CASE WHEN s.claims_younger THEN u.claim_email END, u.email) AS email,
       coalesce(CASE WHEN s.claims_younger THEN u.claim_first_name END, u.first_name) AS first_name,
       coalesce(CASE WHEN s.claims_younger THEN u.claim_last_name END, u.last_name) AS last_name,
       coalesce(CASE WHEN s.claims_younger THEN u.claim_username END, u.username) AS username,
       coalesce(CASE WHEN s.claims_younger THEN u.claim_image_url END, u.image_url) AS image_url,
       u.role, u.banned, u.sync_status,
       u.deleted_at IS NULL AND NOT u.banned AND NOT s.absent AS active,
       u.created_at, u.updated_at, u.deleted_at
  FROM identity.users u
 CROSS JOIN LATERAL (
       SELECT u.claim_iat IS NOT NULL
                  AND (u.version_observed_ms IS NULL
                       OR extract(epoch FROM u.claim_iat) * 1000 > u.version_observed_ms) AS claims_younger,
              u.absent_at IS NOT NULL
                  AND (u.version_observed_ms IS NULL
                       OR floor(extract(epoch FROM u.absent_at) * 1000) > u.version_observed_ms) AS absent) s;

CREATE VIEW rollcall.orgs AS
SELECT id, clerk_id, name, slug, image_url, owner_id, created_at, updated_at, deleted_at
  FROM identity.orgs;

CREATE VIEW rollcall.memberships AS
SELECT m.org_id, m.user_id, m.role, m.member_since
  FROM (SELECT DISTINCT ON (org_id, user_id) org_id, user_id, role, clerk_created_at AS member_since
          FROM identity.memberships
         WHERE deleted_at IS NULL
           AND (absent_at IS NULL OR extract(epoch FROM absent_at) * 1000 <= version_observed_ms)
         ORDER BY org_id, user_id, clerk_created_at DESC, clerk_id DESC) m
  JOIN identity.orgs o ON o.id = m.org_id
 WHERE o.deleted_at IS NULL;

-- Who asks: the id that the back end set, else the person of Supabase's verified token. Null for who is
-- deleted, banned, absent or unknown, so that a policy that compares with it lets nobody in.
CREATE FUNCTION rollcall.current_user_id() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT u.id
      FROM identity.users u
     WHERE u.id = CASE WHEN current_setting('rollcall.user_id', true)
                              ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                       THEN current_setting('rollcall.user_id', true)::uuid END
       AND u.deleted_at IS NULL AND NOT u.banned
       AND (u.absent_at IS NULL
            OR floor(extract(epoch FROM u.absent_at) * 1000) <= u.version_observed_ms)
     UNION ALL
    SELECT u.id
      FROM identity.users u
     WHERE NULLIF(current_setting('rollcall.user_id', true), '') IS NULL
       AND u.clerk_id = NULLIF(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
       AND u.deleted_at IS NULL AND NOT u.banned
       AND (u.absent_at IS NULL
            OR floor(extract(epoch FROM u.absent_at) * 1000) <= u.version_observed_ms)
    $$;

REVOKE ALL ON FUNCTION rollcall.current_user_id() FROM PUBLIC;
GRANT USAGE ON SCHEMA rollcall TO rollcall_reader;
GRANT SELECT ON rollcall.users, rollcall.orgs, rollcall.memberships TO rollcall_reader;
GRANT EXECUTE ON FUNCTION rollcall.current_user_id() TO rollcall_reader;

-- A foreign key cannot name a view. It names the table below, whose ids stay for ever; to reference
-- a column is not to read it.
GRANT USAGE ON SCHEMA identity TO rollcall_reader;
GRANT REFERENCES (id) ON users, orgs TO rollcall_reader;

COMMENT ON SCHEMA rollcall IS 'The SQL interface: stable views and functions for the customer''s own SQL.';
COMMENT ON VIEW rollcall.users IS 'Everybody ever mirrored; a deleted person is an empty row with deleted_at. role: null where the default role applies.';
COMMENT ON VIEW rollcall.orgs IS 'Every organisation ever mirrored; a deleted one is an empty row with deleted_at.';
COMMENT ON VIEW rollcall.memberships IS 'Who belongs where now: one row per organisation and person.';
COMMENT ON FUNCTION rollcall.current_user_id() IS 'The local id of who asks: setting rollcall.user_id, else sub of request.jwt.claims.';
