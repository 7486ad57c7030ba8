-- The handle by which a person is shown belongs to the SQL interface: a customer's own pages join it.
-- A column added at the end changes nothing for those who read the view today.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE POLICY handles_interface ON handles FOR SELECT TO rollcall_owner USING (true);

CREATE OR REPLACE VIEW rollcall.users AS
SELECT u.id, u.clerk_id,
       coalesce(CASE WHEN s.claims_younger THEN u.claim_email END, u.email) AS email,
       coalesce(CASE WHEN s.claims_younger THEN u.claim_first_name END, u.first_name) AS first_name,
       coalesce(CASE WHEN s.claims_younger THEN u.claim_last_name END, u.last_name) AS last_name,
       coalesce(CASE WHEN s.claims_younger THEN u.claim_username END, u.username) AS username,
       coalesce(CASE WHEN s.claims_younger THEN u.claim_image_url END, u.image_url) AS image_url,
       u.role, u.banned, u.sync_status,
       u.deleted_at IS NULL AND NOT u.banned AND NOT s.absent AS active,
       u.created_at, u.updated_at, u.deleted_at,
       (SELECT h.handle FROM identity.handles h WHERE h.user_id = u.id) AS handle
  FROM identity.users u
 CROSS JOIN LATERAL (
       SELECT u.claim_iat IS NOT NULL
                  AND (u.version_observed_ms IS NULL
                       OR extract(epoch FROM u.claim_iat) * 1000 > u.version_observed_ms) AS claims_younger,
              u.absent_at IS NOT NULL
                  AND (u.version_observed_ms IS NULL
                       OR floor(extract(epoch FROM u.absent_at) * 1000) > u.version_observed_ms) AS absent) s;
