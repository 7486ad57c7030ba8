-- What the system did by itself, apart from what people did: nobody is named here.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE audit.system_events (
    id          uuid        PRIMARY KEY,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    service     text        NOT NULL,
    kind        text        NOT NULL,
    facts       jsonb       NOT NULL DEFAULT '{}'
);

COMMENT ON TABLE audit.system_events IS
    'Retries, drift, dead letters, key rotation. Append-only; facts hold no personal data.';

ALTER TABLE audit.system_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.system_events FORCE ROW LEVEL SECURITY;

CREATE POLICY service_reads ON audit.system_events FOR SELECT TO rollcall_audit USING (true);
CREATE POLICY service_adds ON audit.system_events FOR INSERT TO rollcall_audit WITH CHECK (true);

GRANT SELECT, INSERT ON audit.system_events TO rollcall_audit;
