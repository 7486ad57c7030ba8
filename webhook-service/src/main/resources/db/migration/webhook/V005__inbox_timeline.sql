SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- What an operator sees of an event's way. With the event itself, so that it is written by the
-- statements that are run anyway and goes when the payload goes.
ALTER TABLE webhook.inbox
  ADD COLUMN committed_at timestamptz,
  ADD COLUMN timeline text[] NOT NULL DEFAULT '{}',
  ADD CONSTRAINT inbox_timeline_check CHECK (cardinality(timeline) <= 20);
ALTER TABLE webhook.inbox ALTER COLUMN committed_at SET DEFAULT clock_timestamp();

COMMENT ON COLUMN webhook.inbox.committed_at IS
  'When it was written, a moment before the commit; null for what came before this was kept.';
COMMENT ON COLUMN webhook.inbox.timeline IS
  'The last deliveries, each as JSON: when, how long, how it ended, what it did to the mirror.';

GRANT UPDATE (timeline) ON webhook.inbox TO rollcall_webhook;
