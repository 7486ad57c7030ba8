-- Organisations: Clerk's, and the local default ones that reconciliation leaves alone.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE orgs (
    id                  uuid        PRIMARY KEY,
    clerk_id            text        CHECK (clerk_id LIKE 'org\_%' AND length(clerk_id) <= 128),
    origin              text        NOT NULL DEFAULT 'clerk' CHECK (origin IN ('clerk', 'local')),
    sync_status         text        NOT NULL CHECK (sync_status IN ('pending', 'active', 'error')),

    name                text,
    slug                text,
    image_url           text,
    owner_id            uuid        REFERENCES users (id),
    clerk_created_at    timestamptz,

    version_updated_ms  bigint,
    version_observed_ms bigint,
    version_hash        bigint,
    absent_at           timestamptz,
    deleted_at          timestamptz,

    last_synced_at      timestamptz,
    last_sync_source    text        CHECK (last_sync_source IN ('webhook', 'request', 'reconciliation', 'manual')),
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,

    CHECK (num_nulls(version_updated_ms, version_observed_ms, version_hash) IN (0, 3)),
    CHECK (origin = 'clerk' OR clerk_id IS NULL),
    CHECK (deleted_at IS NULL OR num_nonnulls(clerk_id, name, slug, image_url, owner_id) = 0)
) WITH (fillfactor = 85);

-- apply: one organisation by Clerk's id
CREATE UNIQUE INDEX orgs_clerk_id ON orgs (clerk_id);
-- deletion of a person: what they own
CREATE INDEX orgs_owner_id ON orgs (owner_id);

ALTER TABLE orgs ENABLE ROW LEVEL SECURITY;
ALTER TABLE orgs FORCE ROW LEVEL SECURITY;
CREATE POLICY orgs_writer ON orgs TO rollcall_identity USING (true) WITH CHECK (true);
CREATE POLICY orgs_reader ON orgs FOR SELECT TO rollcall_identity_reader
    USING (id = NULLIF(current_setting('rollcall.org', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON orgs TO rollcall_identity;
GRANT SELECT ON orgs TO rollcall_identity_reader;

COMMENT ON TABLE orgs IS 'Organisations; origin local are default organisations of our own.';
