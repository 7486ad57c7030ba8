-- The log. The record is the bytea; the columns beside it are copies to search by, and all of them
-- stand here from the start because a row can never be filled in later.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE audit.audit_logs (
    id              uuid        NOT NULL,
    retention_class text        NOT NULL,
    recorded_at     timestamptz NOT NULL,
    occurred_at     timestamptz NOT NULL,
    action          text        NOT NULL,
    outcome         text        NOT NULL,
    actor_alias     uuid,
    actor_service   text,
    subject_alias   uuid,
    org_id          uuid,
    request_id      text,
    record          bytea       NOT NULL,
    PRIMARY KEY (retention_class, recorded_at, id)
) PARTITION BY LIST (retention_class);

COMMENT ON TABLE audit.audit_logs IS
    'Append-only evidence, by retention class and month of recording. record is canonical (its layout: CanonicalRecord); what readers see comes from it alone.';

-- Records about one person, newest first.
CREATE INDEX audit_logs_subject ON audit.audit_logs (subject_alias, recorded_at DESC, id DESC)
    WHERE subject_alias IS NOT NULL;

-- All records, newest first; the time of the last one.
CREATE INDEX audit_logs_time ON audit.audit_logs (recorded_at DESC, id DESC);

ALTER TABLE audit.audit_logs ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.audit_logs FORCE ROW LEVEL SECURITY;

-- No policy and no grant for UPDATE, DELETE or TRUNCATE: expired partitions are dropped whole.
CREATE POLICY service_reads ON audit.audit_logs FOR SELECT TO rollcall_audit USING (true);
CREATE POLICY service_adds ON audit.audit_logs FOR INSERT TO rollcall_audit WITH CHECK (true);

GRANT SELECT, INSERT ON audit.audit_logs TO rollcall_audit;
