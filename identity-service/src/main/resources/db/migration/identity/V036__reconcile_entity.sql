-- A run may be about one kind of objects: a million memberships need not be read to find one person.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

ALTER TABLE reconcile_runs
    ADD COLUMN entity text CHECK (entity IN ('users', 'orgs', 'memberships'));

COMMENT ON COLUMN reconcile_runs.entity IS 'The only kind of objects the run is about; null: all.';
