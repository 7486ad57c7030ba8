-- The one place where an alias and a person meet. The log names people by alias only; erasing a
-- person deletes the row, and nobody can tell any more whom the alias meant.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

GRANT USAGE ON SCHEMA audit TO rollcall_audit;

CREATE TABLE audit.subject_keys (
    alias           uuid        PRIMARY KEY,
    subject_hash    bytea       NOT NULL UNIQUE CHECK (octet_length(subject_hash) = 32),
    sealed_clerk_id bytea       NOT NULL,
    wrapped_key     bytea       NOT NULL,
    master_key_id   text        NOT NULL,
    created_at      timestamptz NOT NULL
);

COMMENT ON TABLE audit.subject_keys IS
    'Alias and key of each person the log names. subject_hash = HMAC-SHA-256(tombstone key, Clerk id); sealed_clerk_id under the person''s key; wrapped_key under the master key of master_key_id.';

ALTER TABLE audit.subject_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.subject_keys FORCE ROW LEVEL SECURITY;

CREATE POLICY service_reads ON audit.subject_keys FOR SELECT TO rollcall_audit USING (true);
CREATE POLICY service_adds ON audit.subject_keys FOR INSERT TO rollcall_audit WITH CHECK (true);

GRANT SELECT, INSERT ON audit.subject_keys TO rollcall_audit;
