SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- A replayed event that the mirror knows already had its effect, or none, before: what is said of
-- it afterwards depends on what was said of it then.
ALTER TABLE webhook.inbox
  ADD COLUMN replayed_from text,
  ADD CONSTRAINT inbox_replayed_from_check
    CHECK (replayed_from IN ('applied', 'ignored', 'dead'));

COMMENT ON COLUMN webhook.inbox.replayed_from IS
  'The state in which the last replay found it; null if there was none.';

GRANT UPDATE (replayed_from) ON webhook.inbox TO rollcall_webhook;
