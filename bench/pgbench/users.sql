-- Brings identity.users to :count people, as the administrator; ids in the order of creation, as the service makes them (UUIDv7).
INSERT INTO identity.users (
    id, clerk_id, sync_status, email, email_verified, first_name, last_name, image_url, auth_provider,
    clerk_created_at, version_updated_ms, version_observed_ms, version_hash,
    last_synced_at, last_sync_source, created_at, updated_at)
SELECT (lpad(to_hex(1700000000000 + n), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid, 'user_bench' || n, 'active', 'bench' || n || '@example.com', true, 'Bench', 'Person ' || n,
       'https://img.clerk.com/' || md5(n::text), 'email', now(), 1, 1, n, now(), 'webhook', now(), now()
  FROM generate_series((SELECT count(*) FROM identity.users) + 1, :count) AS n;
VACUUM ANALYZE identity.users;
CHECKPOINT;
