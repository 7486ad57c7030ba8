-- What changed a row when: for whoever asks why it is as it is. Local ids and names of columns only,
-- so nothing in it has to be erased with a person.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE sync_history (
    entity_id      uuid        NOT NULL,
    id             uuid        NOT NULL,
    entity_kind    text        NOT NULL CHECK (entity_kind IN ('user', 'org', 'membership', 'session', 'invitation')),
    at             timestamptz NOT NULL,
    source         text        NOT NULL,
    message_id     text,
    change         text,
    reason         text,
    fields         text        NOT NULL,
    version_before bigint,
    version_after  bigint,
    -- one row's history, youngest first
    PRIMARY KEY (entity_id, id),
    CHECK (num_nulls(change, reason) = 1)
);

-- what one message did
CREATE INDEX sync_history_message_id ON sync_history (message_id) WHERE message_id IS NOT NULL;
-- retention: rows lie in the order of their time
CREATE INDEX sync_history_at ON sync_history USING brin (at);

ALTER TABLE sync_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE sync_history FORCE ROW LEVEL SECURITY;
CREATE POLICY sync_history_writer ON sync_history TO rollcall_identity USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON sync_history TO rollcall_identity;

COMMENT ON TABLE sync_history IS 'Every webhook message that met a row, and every other change of one; kept 120 days.';
COMMENT ON COLUMN sync_history.version_before IS 'Clerk''s updated_at of the row in ms before.';
COMMENT ON COLUMN sync_history.reason IS 'Why nothing changed; else change says what did.';
