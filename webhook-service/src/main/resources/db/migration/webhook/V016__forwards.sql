SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- Applied events on their way to a target each. A row is written with the event's outcome, and what
-- is sent is read from the inbox: no payload stands here.
CREATE TABLE webhook.forwards (
  target          text        NOT NULL,
  message_id      text        NOT NULL,
  received_at     timestamptz NOT NULL,
  state           text        NOT NULL DEFAULT 'pending',
  attempts        integer     NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  lease_until     timestamptz,
  lease_fence     bigint      NOT NULL DEFAULT 0,
  last_error      text,
  last_attempt_at timestamptz,
  CONSTRAINT forwards_pkey PRIMARY KEY (target, message_id),
  CONSTRAINT forwards_state_check CHECK (state IN ('pending', 'done', 'dead'))
);

COMMENT ON TABLE webhook.forwards IS 'Each applied event for each target, once, and how far it has come.';
COMMENT ON COLUMN webhook.forwards.received_at IS 'Of the inbox row, with message_id its key.';
COMMENT ON COLUMN webhook.forwards.lease_fence IS
  'Raised with every lease: an outcome counts only under the fence it was leased with.';

-- Claims what is due for a target.
CREATE INDEX forwards_due ON webhook.forwards (target, next_attempt_at) WHERE state = 'pending';
-- Counts and replays the dead letter of a target.
CREATE INDEX forwards_dead ON webhook.forwards (target) WHERE state = 'dead';
-- Finds what is still to be told of an event before it is erased, and what retention removes.
CREATE INDEX forwards_received_at ON webhook.forwards (received_at, message_id);

ALTER TABLE webhook.forwards ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook.forwards FORCE ROW LEVEL SECURITY;
CREATE POLICY forwards_service ON webhook.forwards
  TO rollcall_webhook USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, DELETE ON webhook.forwards TO rollcall_webhook;
GRANT UPDATE (state, attempts, next_attempt_at, lease_until, lease_fence, last_error,
              last_attempt_at)
  ON webhook.forwards TO rollcall_webhook;
