-- What a message did: which row, from which version to which, or why nothing. Null in rows written
-- before, and where a message concerns no row of ours.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

ALTER TABLE applied_events
    ADD COLUMN event_type     text,
    ADD COLUMN entity_kind    text CHECK (entity_kind IN ('user', 'org', 'membership', 'session', 'invitation')),
    ADD COLUMN entity_id      uuid,
    ADD COLUMN version_before bigint,
    ADD COLUMN version_after  bigint,
    ADD COLUMN reason         text;

-- a person's sync history, youngest first
CREATE INDEX applied_events_entity ON applied_events (entity_id, applied_at DESC, message_id)
    WHERE entity_id IS NOT NULL;

COMMENT ON COLUMN applied_events.version_before IS 'Clerk''s updated_at of the row in ms before the message.';
COMMENT ON COLUMN applied_events.reason IS 'Why the message changed nothing.';
