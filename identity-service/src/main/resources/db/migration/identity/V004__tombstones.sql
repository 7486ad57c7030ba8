-- What Clerk has deleted, for ever: every insert reads it, so that nothing late brings anybody back.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE tombstones (
    kind       text        NOT NULL CHECK (kind IN ('user', 'org', 'membership')),
    -- HMAC-SHA-256 of Clerk's id under ROLLCALL_TOMBSTONE_KEY: the id itself is gone
    id_hash    bytea       NOT NULL CHECK (length(id_hash) = 32),
    deleted_at timestamptz NOT NULL,
    PRIMARY KEY (kind, id_hash)
);

ALTER TABLE tombstones ENABLE ROW LEVEL SECURITY;
ALTER TABLE tombstones FORCE ROW LEVEL SECURITY;
CREATE POLICY tombstones_writer ON tombstones TO rollcall_identity USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON tombstones TO rollcall_identity;

COMMENT ON TABLE tombstones IS 'Permanent: one row for every Clerk object whose signed deletion arrived.';
