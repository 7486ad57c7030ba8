-- The receiving half of exactly once: a row here is written with the effect or not at all.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE applied_events (
    message_id text        PRIMARY KEY,
    outcome    text        NOT NULL CHECK (outcome IN ('applied', 'stale', 'ignored')),
    applied_at timestamptz NOT NULL
);

-- retention: what is older than the sender can replay
CREATE INDEX applied_events_applied_at ON applied_events (applied_at);

ALTER TABLE applied_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE applied_events FORCE ROW LEVEL SECURITY;
CREATE POLICY applied_events_writer ON applied_events TO rollcall_identity USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON applied_events TO rollcall_identity;

COMMENT ON TABLE applied_events IS 'Webhook messages that took effect; kept 120 days, longer than any replay.';
