-- Audit records on their way: written with the change, numbered by a sequencer after commit (a smaller
-- sequence value can commit later), delivered in that order, deleted once audit-service has them.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE outbox (
    id         uuid        PRIMARY KEY,
    position   bigint,
    body       bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    -- audit-service will never take it: kept for an operator, passed over by the relay
    refused_at timestamptz
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- sequencer: committed rows without a number
CREATE INDEX outbox_unnumbered ON outbox (created_at, id) WHERE position IS NULL;
-- relay: what follows the delivered position
CREATE UNIQUE INDEX outbox_position ON outbox (position) WHERE position IS NOT NULL;

CREATE TABLE outbox_progress (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    numbered  bigint  NOT NULL DEFAULT 0,
    delivered bigint  NOT NULL DEFAULT 0
);
INSERT INTO outbox_progress DEFAULT VALUES;

ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY outbox_writer ON outbox TO rollcall_identity USING (true) WITH CHECK (true);
ALTER TABLE outbox_progress ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_progress FORCE ROW LEVEL SECURITY;
CREATE POLICY outbox_progress_writer ON outbox_progress TO rollcall_identity USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO rollcall_identity;
GRANT SELECT, UPDATE ON outbox_progress TO rollcall_identity;

COMMENT ON TABLE outbox IS 'Audit records committed with their change, waiting for audit-service.';
COMMENT ON TABLE outbox_progress IS 'The greatest position given, and the greatest that audit-service has.';
