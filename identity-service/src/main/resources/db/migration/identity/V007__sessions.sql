-- Sessions at Clerk, for revocation only: never an address, a device or an activity. Their person is
-- named by Clerk's id, without a row of their own being needed; the rows go when the person does.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE sessions (
    id                  uuid        PRIMARY KEY,
    clerk_id            text        NOT NULL CHECK (clerk_id LIKE 'sess\_%' AND length(clerk_id) <= 128),
    user_clerk_id       text        NOT NULL CHECK (user_clerk_id LIKE 'user\_%' AND length(user_clerk_id) <= 128),
    status              text        NOT NULL CHECK (length(status) <= 64),
    over                boolean     NOT NULL,
    clerk_created_at    timestamptz,
    expires_at          timestamptz,

    version_updated_ms  bigint      NOT NULL,
    version_observed_ms bigint      NOT NULL,
    version_hash        bigint      NOT NULL,

    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL
) WITH (fillfactor = 85);

-- apply: one session by Clerk's id
CREATE UNIQUE INDEX sessions_clerk_id ON sessions (clerk_id);
-- ban and deletion of a person: their sessions
CREATE INDEX sessions_user_clerk_id ON sessions (user_clerk_id);
-- retention: what is over for long
CREATE INDEX sessions_created_at ON sessions (created_at);

ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY sessions_writer ON sessions TO rollcall_identity USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO rollcall_identity;

COMMENT ON TABLE sessions IS 'Sessions at Clerk, as far as revocation needs them.';
COMMENT ON COLUMN sessions.over IS 'Clerk never opens it again: outranks every version of one that is open.';
