-- Who has been erased, so that nothing names them again. Ingestion holds a shared lock while it
-- looks; adding a tombstone takes it alone: the two cannot cross.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE audit.subject_tombstones (
    subject_hash bytea       PRIMARY KEY CHECK (octet_length(subject_hash) = 32),
    erased_at    timestamptz NOT NULL
);

COMMENT ON TABLE audit.subject_tombstones IS
    'Erased people by HMAC-SHA-256(tombstone key, Clerk id). An erasure adds its row first, then deletes from subject_keys.';

-- Held until the end of the transaction by whoever stores records.
CREATE FUNCTION audit.hold_off_erasure() RETURNS void
    LANGUAGE sql SET search_path = pg_catalog
    AS $$ SELECT pg_advisory_xact_lock_shared(8243102914963172210) $$;

CREATE FUNCTION audit.wait_for_ingestion() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog
    AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(8243102914963172210);
    RETURN NULL;
END
$$;

-- A trigger and not a habit: it holds for every way in which a tombstone is added.
CREATE TRIGGER wait_for_ingestion BEFORE INSERT ON audit.subject_tombstones
    FOR EACH STATEMENT EXECUTE FUNCTION audit.wait_for_ingestion();

ALTER TABLE audit.subject_tombstones ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.subject_tombstones FORCE ROW LEVEL SECURITY;

CREATE POLICY service_reads ON audit.subject_tombstones FOR SELECT TO rollcall_audit USING (true);

GRANT SELECT ON audit.subject_tombstones TO rollcall_audit;
REVOKE ALL ON FUNCTION audit.hold_off_erasure(), audit.wait_for_ingestion() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.hold_off_erasure() TO rollcall_audit;
