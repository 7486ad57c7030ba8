SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- Takes what no month takes: an arrival is never refused for want of a partition.
CREATE TABLE webhook.inbox_default PARTITION OF webhook.inbox DEFAULT;

-- The service reaches it through its parent only; the owner moves rows to their month.
ALTER TABLE webhook.inbox_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook.inbox_default FORCE ROW LEVEL SECURITY;
CREATE POLICY inbox_default_owner ON webhook.inbox_default
  TO rollcall_owner USING (true) WITH CHECK (true);
