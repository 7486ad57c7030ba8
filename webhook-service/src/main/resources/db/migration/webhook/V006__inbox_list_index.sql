SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- Lists events for operators, newest first, and walks them for replay and erasure.
CREATE INDEX inbox_listed ON webhook.inbox (received_at, message_id);
