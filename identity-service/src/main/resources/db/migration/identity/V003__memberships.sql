-- Who belongs where. No unique constraint on (user, org): a person removed and added again has two
-- rows, and the live one with the greatest (clerk_created_at, clerk_id) counts.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE memberships (
    id                  uuid        PRIMARY KEY,
    clerk_id            text        CHECK (clerk_id LIKE 'orgmem\_%' AND length(clerk_id) <= 128),
    origin              text        NOT NULL DEFAULT 'clerk' CHECK (origin IN ('clerk', 'local')),
    org_id              uuid        NOT NULL REFERENCES orgs (id),
    user_id             uuid        NOT NULL REFERENCES users (id),
    role                text        NOT NULL,
    clerk_created_at    timestamptz NOT NULL,

    version_updated_ms  bigint,
    version_observed_ms bigint,
    version_hash        bigint,
    absent_at           timestamptz,
    deleted_at          timestamptz,

    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,

    CHECK (num_nulls(version_updated_ms, version_observed_ms, version_hash) IN (0, 3)),
    CHECK (origin = 'clerk' OR clerk_id IS NULL)
) WITH (fillfactor = 85);

-- apply: one membership by Clerk's id
CREATE UNIQUE INDEX memberships_clerk_id ON memberships (clerk_id);
-- resolve: the organisations of a person; cascade on the person's deletion
CREATE INDEX memberships_user_id ON memberships (user_id) WHERE deleted_at IS NULL;
-- cascade on the organisation's deletion; members of an organisation
CREATE INDEX memberships_org_id ON memberships (org_id) WHERE deleted_at IS NULL;

ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;
ALTER TABLE memberships FORCE ROW LEVEL SECURITY;
CREATE POLICY memberships_writer ON memberships TO rollcall_identity USING (true) WITH CHECK (true);
CREATE POLICY memberships_reader ON memberships FOR SELECT TO rollcall_identity_reader
    USING (org_id = NULLIF(current_setting('rollcall.org', true), '')::uuid);
CREATE POLICY users_reader ON users FOR SELECT TO rollcall_identity_reader
    USING (EXISTS (SELECT 1
                     FROM memberships m
                    WHERE m.user_id = users.id
                      AND m.deleted_at IS NULL
                      AND m.org_id = NULLIF(current_setting('rollcall.org', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE ON memberships TO rollcall_identity;
GRANT SELECT ON memberships, users TO rollcall_identity_reader;

COMMENT ON TABLE memberships IS 'A person in an organisation, with the role there (without org:).';
