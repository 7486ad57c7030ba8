SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- What operators were told of, once per kind and period whichever copy saw it first, and whether
-- it has reached them.
CREATE TABLE webhook.notices (
  kind            text        NOT NULL,
  period          timestamptz NOT NULL,
  text            text        NOT NULL,
  state           text        NOT NULL DEFAULT 'pending',
  attempts        integer     NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  last_error      text,
  created_at      timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT notices_pkey PRIMARY KEY (kind, period),
  CONSTRAINT notices_kind_check CHECK (kind IN ('dead', 'silence', 'backlog')),
  CONSTRAINT notices_state_check CHECK (state IN ('pending', 'sent', 'failed'))
);

COMMENT ON TABLE webhook.notices IS 'Notices to operators; no personal data.';
COMMENT ON COLUMN webhook.notices.period IS 'When the period began in which one of its kind is enough.';

ALTER TABLE webhook.notices ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook.notices FORCE ROW LEVEL SECURITY;
CREATE POLICY notices_service ON webhook.notices
  TO rollcall_webhook USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, DELETE ON webhook.notices TO rollcall_webhook;
GRANT UPDATE (state, attempts, next_attempt_at, last_error) ON webhook.notices TO rollcall_webhook;
