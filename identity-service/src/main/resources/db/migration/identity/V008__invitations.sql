-- Invitations to organisations: their state only, never the address they went to.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE invitations (
    id                  uuid        PRIMARY KEY,
    clerk_id            text        NOT NULL CHECK (clerk_id LIKE 'orginv\_%' AND length(clerk_id) <= 128),
    org_id              uuid        NOT NULL REFERENCES orgs (id),
    role                text        NOT NULL,
    status              text        NOT NULL CHECK (status IN ('pending', 'accepted', 'revoked')),
    over                boolean     NOT NULL,
    clerk_created_at    timestamptz,
    expires_at          timestamptz,

    version_updated_ms  bigint      NOT NULL,
    version_observed_ms bigint      NOT NULL,
    version_hash        bigint      NOT NULL,

    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL
) WITH (fillfactor = 85);

-- apply: one invitation by Clerk's id
CREATE UNIQUE INDEX invitations_clerk_id ON invitations (clerk_id);
-- deletion of an organisation: its invitations
CREATE INDEX invitations_org_id ON invitations (org_id);

ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
CREATE POLICY invitations_writer ON invitations TO rollcall_identity USING (true) WITH CHECK (true);
CREATE POLICY invitations_reader ON invitations FOR SELECT TO rollcall_identity_reader
    USING (org_id = NULLIF(current_setting('rollcall.org', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON invitations TO rollcall_identity;
GRANT SELECT ON invitations TO rollcall_identity_reader;

COMMENT ON TABLE invitations IS 'Invitations to organisations, as Clerk last told their state.';
