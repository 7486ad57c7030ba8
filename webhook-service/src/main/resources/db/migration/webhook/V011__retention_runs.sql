SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- What retention removed, or would have, and when.
CREATE TABLE webhook.retention_runs (
  id              uuid        NOT NULL,
  dry_run         boolean     NOT NULL,
  started_at      timestamptz NOT NULL,
  ended_at        timestamptz NOT NULL,
  payloads_before timestamptz NOT NULL,
  months          integer     NOT NULL,
  events          bigint      NOT NULL,
  months_held     integer     NOT NULL,
  message_ids     bigint      NOT NULL,
  CONSTRAINT retention_runs_pkey PRIMARY KEY (id)
);

COMMENT ON TABLE webhook.retention_runs IS 'Runs of retention that came to their end.';
COMMENT ON COLUMN webhook.retention_runs.months_held IS
  'Months that were over and stayed, for the events in them that are still to be delivered.';

ALTER TABLE webhook.retention_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook.retention_runs FORCE ROW LEVEL SECURITY;
CREATE POLICY retention_runs_service ON webhook.retention_runs
  TO rollcall_webhook USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON webhook.retention_runs TO rollcall_webhook;
