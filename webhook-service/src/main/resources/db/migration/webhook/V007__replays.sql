SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- What operators had delivered again, and how far the one that runs has come. Its place is committed
-- with the events it releases, so that whoever goes on after a crash goes on behind them.
CREATE TABLE webhook.replays (
  id                uuid        NOT NULL,
  kind              text        NOT NULL,
  message_id        text,
  since             timestamptz NOT NULL,
  until             timestamptz NOT NULL,
  rate              integer     NOT NULL,
  state             text        NOT NULL,
  total             bigint      NOT NULL,
  replayed          bigint      NOT NULL DEFAULT 0,
  skipped           bigint      NOT NULL DEFAULT 0,
  after_received_at timestamptz NOT NULL,
  after_message_id  text        NOT NULL,
  next_step_at      timestamptz NOT NULL,
  requested_by      uuid        NOT NULL,
  started_at        timestamptz NOT NULL,
  ended_at          timestamptz,
  CONSTRAINT replays_pkey PRIMARY KEY (id),
  CONSTRAINT replays_kind_check CHECK (kind IN ('one', 'failed', 'all')),
  CONSTRAINT replays_message_id_check CHECK ((kind = 'one') = (message_id IS NOT NULL)),
  CONSTRAINT replays_rate_check CHECK (rate BETWEEN 1 AND 1000),
  CONSTRAINT replays_state_check CHECK (state IN ('running', 'done', 'cancelled')),
  CONSTRAINT replays_ended_at_check CHECK ((state = 'running') = (ended_at IS NULL))
);

COMMENT ON TABLE webhook.replays IS 'Deliveries that operators ordered again; one runs at a time.';
COMMENT ON COLUMN webhook.replays.total IS 'How many events could be replayed when it began.';
COMMENT ON COLUMN webhook.replays.skipped IS
  'Events that cannot be delivered: unusable bodies, and payloads that were erased.';
COMMENT ON COLUMN webhook.replays.after_received_at IS
  'With after_message_id the last event it looked at; the next one is behind it.';

-- One at a time, whoever asks; also finds it for its next step.
CREATE UNIQUE INDEX replays_running ON webhook.replays ((true)) WHERE state = 'running';

ALTER TABLE webhook.replays ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook.replays FORCE ROW LEVEL SECURITY;
CREATE POLICY replays_service ON webhook.replays
  TO rollcall_webhook USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON webhook.replays TO rollcall_webhook;
GRANT UPDATE (state, replayed, skipped, after_received_at, after_message_id, next_step_at, ended_at)
  ON webhook.replays TO rollcall_webhook;
