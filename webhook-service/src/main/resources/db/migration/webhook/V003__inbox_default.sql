SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- Takes what no month takes: an arrival is never refused for want of a partition.
CREATE TABLE webhook.inbox_default PARTITION OF webhook.inbox DEFAULT;

-- No policy: reached through its parent only.
ALTER TABLE webhook.inbox_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook.inbox_default FORCE ROW LEVEL SECURITY;
