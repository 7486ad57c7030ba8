SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- What makes an event count once: its message id, taken in the transaction that keeps the event.
-- A table of its own, so that it outlives the payloads and their partitions.
CREATE TABLE webhook.received_messages (
  message_id         text        NOT NULL,
  body_sha256        bytea       NOT NULL,
  received_at        timestamptz NOT NULL,
  conflicting_copies integer     NOT NULL DEFAULT 0,
  CONSTRAINT received_messages_pkey PRIMARY KEY (message_id),
  CONSTRAINT received_messages_message_id_check CHECK (length(message_id) <= 128),
  CONSTRAINT received_messages_body_sha256_check CHECK (octet_length(body_sha256) = 32)
) WITH (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);

COMMENT ON TABLE webhook.received_messages IS
  'Every message id ever accepted; kept longer than what arrived under it.';
COMMENT ON COLUMN webhook.received_messages.received_at IS
  'Of the first copy: together with the id the key of its inbox row.';
COMMENT ON COLUMN webhook.received_messages.conflicting_copies IS
  'Validly signed copies of this id with another body; each is an incident.';

-- Reads the newest arrival for the status page, and the oldest ids for retention.
CREATE INDEX received_messages_received_at ON webhook.received_messages (received_at);

ALTER TABLE webhook.received_messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook.received_messages FORCE ROW LEVEL SECURITY;
CREATE POLICY received_messages_service ON webhook.received_messages
  TO rollcall_webhook USING (true) WITH CHECK (true);

GRANT USAGE ON SCHEMA webhook TO rollcall_webhook;
GRANT SELECT, INSERT ON webhook.received_messages TO rollcall_webhook;
GRANT UPDATE (conflicting_copies) ON webhook.received_messages TO rollcall_webhook;
