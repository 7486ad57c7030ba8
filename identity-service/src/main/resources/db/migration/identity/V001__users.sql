-- The people of the mirror: Clerk's facts under a version, token claims as hints beside them,
-- and what Rollcall itself knows about keeping the row in step.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE users (
    id                  uuid        PRIMARY KEY,
    clerk_id            text        CHECK (clerk_id LIKE 'user\_%' AND length(clerk_id) <= 128),
    origin              text        NOT NULL DEFAULT 'clerk' CHECK (origin IN ('clerk', 'local')),
    sync_status         text        NOT NULL CHECK (sync_status IN ('pending', 'active', 'error')),

    email               text,
    email_verified      boolean     NOT NULL DEFAULT false,
    first_name          text,
    last_name           text,
    username            text,
    image_url           text,
    role                text,
    banned              boolean     NOT NULL DEFAULT false,
    locked              boolean     NOT NULL DEFAULT false,
    external_id         text,
    auth_provider       text,
    clerk_created_at    timestamptz,

    version_updated_ms  bigint,
    version_observed_ms bigint,
    version_hash        bigint,
    absent_at           timestamptz,
    deleted_at          timestamptz,

    claim_iat           timestamptz,
    claim_email         text,
    claim_first_name    text,
    claim_last_name     text,
    claim_username      text,
    claim_image_url     text,
    claim_role          text,
    contradicted_hash   bigint,

    last_synced_at      timestamptz,
    last_sync_source    text        CHECK (last_sync_source IN ('webhook', 'request', 'reconciliation', 'manual')),
    sync_attempts       integer     NOT NULL DEFAULT 0,
    sync_error          text,
    next_sync_at        timestamptz,

    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,

    -- A version is whole or not there; a deleted person has no personal columns left.
    CHECK (num_nulls(version_updated_ms, version_observed_ms, version_hash) IN (0, 3)),
    CHECK (deleted_at IS NULL OR num_nonnulls(
        clerk_id, email, first_name, last_name, username, image_url, role, external_id, auth_provider,
        claim_email, claim_first_name, claim_last_name, claim_username, claim_image_url, claim_role) = 0)
) WITH (fillfactor = 85);

-- resolve and apply: one person by Clerk's id
CREATE UNIQUE INDEX users_clerk_id ON users (clerk_id);
-- HealJob: whose details are due
CREATE INDEX users_due ON users (next_sync_at) WHERE sync_status <> 'active' AND deleted_at IS NULL;

ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
CREATE POLICY users_writer ON users TO rollcall_identity USING (true) WITH CHECK (true);
GRANT USAGE ON SCHEMA identity TO rollcall_identity, rollcall_identity_reader;
GRANT SELECT, INSERT, UPDATE ON users TO rollcall_identity;

COMMENT ON TABLE users IS 'People as Clerk knows them; the id is ours, never changes and outlives erasure.';
COMMENT ON COLUMN users.absent_at IS 'When Clerk was last seen without this person; refused while later than version_observed_ms.';
COMMENT ON COLUMN users.contradicted_hash IS 'Hash of claim values that a fetch contradicted: not asked again.';
