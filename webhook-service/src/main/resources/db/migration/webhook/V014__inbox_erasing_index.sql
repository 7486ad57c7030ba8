SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- Finds what is still to be erased; almost always empty.
CREATE INDEX inbox_erasing ON webhook.inbox (received_at, message_id) WHERE erasing;
