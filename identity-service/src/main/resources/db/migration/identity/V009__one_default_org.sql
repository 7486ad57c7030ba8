-- A person has one default organisation, whatever is replayed: whoever becomes present a second time
-- (a rebuild makes stubs of all) keeps the one they have.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- apply: whether a new person has one already
CREATE UNIQUE INDEX orgs_one_default ON orgs (owner_id) WHERE origin = 'local' AND deleted_at IS NULL;
