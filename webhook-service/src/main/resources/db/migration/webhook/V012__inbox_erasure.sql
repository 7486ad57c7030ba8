SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- Erasing a person takes the payloads of every event that holds something of theirs, not only of
-- those that are about them: so the words by which people are found are kept beside each payload.
ALTER TABLE webhook.inbox
  ADD COLUMN mentions text[],
  ADD COLUMN erasing boolean NOT NULL DEFAULT false,
  ADD COLUMN erased_at timestamptz,
  ADD CONSTRAINT inbox_erased_at_check CHECK (erased_at IS NULL OR payload IS NULL AND NOT erasing);

COMMENT ON COLUMN webhook.inbox.mentions IS
  'Clerk''s user ids and e-mail addresses in the payload, addresses in lower case; personal data. '
  'Null if nobody has looked: the payload tells.';
COMMENT ON COLUMN webhook.inbox.erasing IS
  'Somebody in it was erased: what is personal goes as soon as it is delivered.';
COMMENT ON COLUMN webhook.inbox.erased_at IS 'When what is personal in it went.';

GRANT UPDATE (payload, subject, mentions, erasing, erased_at) ON webhook.inbox TO rollcall_webhook;
