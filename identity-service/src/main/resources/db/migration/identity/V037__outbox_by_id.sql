-- The relay takes the oldest rows and deletes what audit-service has, so nothing can be passed over and no
-- row needs a number: ids are made in the order of time, those of one person under their lock.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- relay: the oldest that wait; and each by its id
CREATE INDEX outbox_waiting ON outbox (id) WHERE refused_at IS NULL;

-- with its two indexes
ALTER TABLE outbox DROP COLUMN position;
DROP INDEX IF EXISTS outbox_unnumbered;
DROP TABLE outbox_progress;
