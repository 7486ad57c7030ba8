-- Gives each of users.sql's people what a person has: an organisation of their own and a handle; ids beside theirs.
INSERT INTO identity.orgs (id, origin, sync_status, name, owner_id, created_at, updated_at, next_sync_at)
SELECT overlay(u.id::text PLACING '7001' FROM 15 FOR 4)::uuid, 'local', 'active', 'Personal', u.id, now(), now(), NULL
  FROM identity.users u
 WHERE u.clerk_id LIKE 'user_bench%' AND NOT EXISTS (SELECT 1 FROM identity.orgs o WHERE o.owner_id = u.id)
 ORDER BY u.id;
INSERT INTO identity.memberships (id, origin, org_id, user_id, role, clerk_created_at, created_at, updated_at)
SELECT overlay(o.id::text PLACING '7002' FROM 15 FOR 4)::uuid, 'local', o.id, o.owner_id, 'admin', now(), now(), now()
  FROM identity.orgs o
 WHERE o.origin = 'local' AND NOT EXISTS (SELECT 1 FROM identity.memberships m WHERE m.user_id = o.owner_id)
 ORDER BY o.id;
INSERT INTO identity.handles (handle_hash, handle, user_id, given_at)
SELECT sha256(u.clerk_id::bytea), u.clerk_id, u.id, now()
  FROM identity.users u
 WHERE u.clerk_id LIKE 'user_bench%' AND NOT EXISTS (SELECT 1 FROM identity.handles h WHERE h.user_id = u.id)
 ORDER BY u.id;
VACUUM ANALYZE identity.users, identity.orgs, identity.memberships, identity.handles;
CHECKPOINT;
