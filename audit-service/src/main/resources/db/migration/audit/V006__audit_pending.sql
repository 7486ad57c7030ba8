-- Leaves that wait for their place in the tree: written with the record, taken by the sequencer.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE audit.audit_pending (
    record_id uuid  PRIMARY KEY,
    leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32)
);

COMMENT ON TABLE audit.audit_pending IS
    'Records that are not sealed yet. leaf_hash = SHA-256(0x00 || record), RFC 6962 section 2.1.';

ALTER TABLE audit.audit_pending ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.audit_pending FORCE ROW LEVEL SECURITY;

CREATE POLICY service_reads ON audit.audit_pending FOR SELECT TO rollcall_audit USING (true);
CREATE POLICY service_adds ON audit.audit_pending FOR INSERT TO rollcall_audit WITH CHECK (true);

GRANT SELECT, INSERT ON audit.audit_pending TO rollcall_audit;
