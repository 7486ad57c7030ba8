-- What others see of a row, said once: the claimed value where the token is younger than the last
-- look at Clerk, the mirror's elsewhere. Both views read with the rights and policies of who asks.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE VIEW people WITH (security_invoker = true) AS
SELECT u.id, u.clerk_id, u.origin, u.sync_status, u.sync_error,
       coalesce(CASE WHEN s.claims_younger THEN u.claim_email END, u.email) AS email,
       u.email_verified
           AND (NOT s.claims_younger OR u.claim_email IS NULL OR u.claim_email = u.email) AS email_verified,
       coalesce(CASE WHEN s.claims_younger THEN u.claim_first_name END, u.first_name) AS first_name,
       coalesce(CASE WHEN s.claims_younger THEN u.claim_last_name END, u.last_name) AS last_name,
       coalesce(CASE WHEN s.claims_younger THEN u.claim_username END, u.username) AS username,
       coalesce(CASE WHEN s.claims_younger THEN u.claim_image_url END, u.image_url) AS image_url,
       u.role, u.banned, u.locked, u.external_id, u.auth_provider, u.created_at, u.updated_at,
       u.last_synced_at, u.last_sync_source,
       CASE WHEN s.absent THEN u.absent_at END AS absent_at,
       u.deleted_at,
       u.deleted_at IS NULL AND NOT u.banned AND NOT s.absent AS is_present
  FROM users u
 CROSS JOIN LATERAL (
       SELECT u.claim_iat IS NOT NULL
                  AND (u.version_observed_ms IS NULL
                       OR extract(epoch FROM u.claim_iat) * 1000 > u.version_observed_ms) AS claims_younger,
              u.absent_at IS NOT NULL
                  AND (u.version_observed_ms IS NULL
                       OR floor(extract(epoch FROM u.absent_at) * 1000) > u.version_observed_ms) AS absent) s;

CREATE VIEW effective_memberships WITH (security_invoker = true) AS
SELECT DISTINCT ON (org_id, user_id) org_id, user_id, role, origin, clerk_created_at AS member_since
  FROM memberships
 WHERE deleted_at IS NULL
   AND (absent_at IS NULL OR extract(epoch FROM absent_at) * 1000 <= version_observed_ms)
 ORDER BY org_id, user_id, clerk_created_at DESC, clerk_id DESC;

GRANT SELECT ON people, effective_memberships TO rollcall_identity, rollcall_identity_reader;

COMMENT ON VIEW people IS 'Users as others see them; is_present: neither deleted nor banned nor absent at Clerk.';
COMMENT ON VIEW effective_memberships IS 'At most one live membership per person and organisation.';
