SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- Each event as it was signed, and how far it has come. By month, so that retention drops
-- partitions instead of deleting rows.
CREATE TABLE webhook.inbox (
  message_id      text        NOT NULL,
  type            text,
  subject         text,
  occurred_at     timestamptz,
  received_at     timestamptz NOT NULL,
  payload         bytea,
  priority        smallint    NOT NULL,
  state           text        NOT NULL,
  reason          text,
  attempts        integer     NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  lease_until     timestamptz,
  lease_fence     bigint      NOT NULL DEFAULT 0,
  last_error      text,
  applied_at      timestamptz,
  secret_index    smallint    NOT NULL,
  request_id      text,
  CONSTRAINT inbox_pkey PRIMARY KEY (message_id, received_at),
  CONSTRAINT inbox_state_check CHECK (state IN ('pending', 'applied', 'ignored', 'dead')),
  CONSTRAINT inbox_pending_check
    CHECK (state <> 'pending' OR (type IS NOT NULL AND payload IS NOT NULL)),
  CONSTRAINT inbox_reason_check CHECK (state IN ('pending', 'applied') OR reason IS NOT NULL),
  CONSTRAINT inbox_applied_at_check CHECK ((state = 'applied') = (applied_at IS NOT NULL))
) PARTITION BY RANGE (received_at);

COMMENT ON TABLE webhook.inbox IS 'Verified webhook messages and the state of their delivery.';
COMMENT ON COLUMN webhook.inbox.type IS 'Clerk''s event type; null where the body has none.';
COMMENT ON COLUMN webhook.inbox.subject IS 'Clerk''s id of the object the event is about.';
COMMENT ON COLUMN webhook.inbox.payload IS
  'The body, byte for byte; personal data. Null once its subject was erased, which a pending row cannot be.';
COMMENT ON COLUMN webhook.inbox.priority IS '0 takes access away and goes first; 1 is the rest.';
COMMENT ON COLUMN webhook.inbox.reason IS
  'Why it was ignored (stale, duplicate, ...) or is dead; a stable word.';
COMMENT ON COLUMN webhook.inbox.attempts IS 'Deliveries that the mirror answered with a failure.';
COMMENT ON COLUMN webhook.inbox.lease_fence IS
  'Raised with every lease: an outcome counts only under the fence it was leased with.';
COMMENT ON COLUMN webhook.inbox.secret_index IS
  'Which of the configured signing secrets matched, from 0.';

-- Claims what is due: pending rows, revocations first.
CREATE INDEX inbox_due ON webhook.inbox (priority, next_attempt_at) WHERE state = 'pending';
-- Lists and counts the dead letter, newest first.
CREATE INDEX inbox_dead ON webhook.inbox (received_at) WHERE state = 'dead';
-- Finds what arrived about one object.
CREATE INDEX inbox_subject ON webhook.inbox (subject, received_at) WHERE subject IS NOT NULL;

ALTER TABLE webhook.inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook.inbox FORCE ROW LEVEL SECURITY;
CREATE POLICY inbox_service ON webhook.inbox
  TO rollcall_webhook USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON webhook.inbox TO rollcall_webhook;
GRANT UPDATE (state, reason, attempts, next_attempt_at, lease_until, lease_fence, last_error,
              applied_at)
  ON webhook.inbox TO rollcall_webhook;
