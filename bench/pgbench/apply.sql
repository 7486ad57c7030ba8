-- One event in one transaction: the message id, the person where the version is greater, the evidence.
\set high random(1, 9223372036854775807)
\set low random(1, 9223372036854775807)
\set stamp random(1, 1000000)
BEGIN;
INSERT INTO bench.applied_events (message_id, outcome, applied_at)
VALUES ('msg_' || to_hex(:high::bigint) || to_hex(:low::bigint), 'applied', now())
ON CONFLICT DO NOTHING;
INSERT INTO bench.users AS u
       (id, clerk_id, sync_status, email, email_verified, first_name, last_name, username,
        image_url, auth_provider, clerk_created_at, version_updated_ms, version_observed_ms,
        version_hash, last_synced_at, last_sync_source, created_at, updated_at)
VALUES (gen_random_uuid(), 'user_' || to_hex(:low::bigint), 'active', 'ada@example.com', true, 'Ada',
        'Example', 'ada', 'https://img.example.com/' || to_hex(:low::bigint), 'password', now(),
        :stamp, :stamp, :low::bigint, now(), 'webhook', now(), now())
ON CONFLICT (clerk_id) DO UPDATE
   SET email = EXCLUDED.email, version_updated_ms = EXCLUDED.version_updated_ms,
       version_observed_ms = EXCLUDED.version_observed_ms, version_hash = EXCLUDED.version_hash,
       updated_at = EXCLUDED.updated_at
 WHERE u.version_updated_ms < EXCLUDED.version_updated_ms;
INSERT INTO bench.outbox (id, body, created_at)
VALUES (gen_random_uuid(), decode(repeat('61', 700), 'hex'), now());
END;
