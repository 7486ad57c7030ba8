-- A partitioned table cannot be unique over an id alone: this one is, and it is what makes
-- ingestion idempotent. It also says in which partition a record lies.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE audit.record_ids (
    id              uuid        PRIMARY KEY,
    retention_class text        NOT NULL,
    recorded_at     timestamptz NOT NULL,
    digest          bytea       NOT NULL CHECK (octet_length(digest) = 32)
);

COMMENT ON TABLE audit.record_ids IS
    'Every record''s id once. digest tells a repeat from a conflict: an HMAC of what was sent, keyed by the keys of the people it names.';

ALTER TABLE audit.record_ids ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.record_ids FORCE ROW LEVEL SECURITY;

CREATE POLICY service_reads ON audit.record_ids FOR SELECT TO rollcall_audit USING (true);
CREATE POLICY service_adds ON audit.record_ids FOR INSERT TO rollcall_audit WITH CHECK (true);

GRANT SELECT, INSERT ON audit.record_ids TO rollcall_audit;
