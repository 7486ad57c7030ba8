-- The name by which a person is shown: given once, kept for ever, unique without a race. The hash
-- decides, so that a deleted person's handle stays taken although it is not known any more.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE handles (
    handle_hash bytea       PRIMARY KEY CHECK (length(handle_hash) = 32),
    handle      text        CHECK (length(handle) <= 64),
    user_id     uuid        NOT NULL REFERENCES users (id),
    given_at    timestamptz NOT NULL
);

-- resolve: the handle of a person; and one each
CREATE UNIQUE INDEX handles_user_id ON handles (user_id);

ALTER TABLE handles ENABLE ROW LEVEL SECURITY;
ALTER TABLE handles FORCE ROW LEVEL SECURITY;
CREATE POLICY handles_writer ON handles TO rollcall_identity USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON handles TO rollcall_identity;

COMMENT ON TABLE handles IS 'Handles are ours, not Clerk''s: the base, or the base and a short hash of the id.';
COMMENT ON COLUMN handles.handle_hash IS 'HMAC-SHA-256 of the handle under ROLLCALL_TOMBSTONE_KEY; outlives its person.';
