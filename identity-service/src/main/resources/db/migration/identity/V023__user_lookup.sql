-- Administrators look for people: by address, and for the few that stand out among many.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- search by e-mail: C folds A to Z only, so a match never depends on the database's locale
CREATE INDEX users_email_search ON users (lower(email COLLATE "C"));
CREATE INDEX users_claim_email_search ON users (lower(claim_email COLLATE "C"))
    WHERE claim_email IS NOT NULL;
-- lists by filter, youngest first
CREATE INDEX users_banned ON users (id) WHERE banned;
CREATE INDEX users_privileged ON users (role, id) WHERE role IN ('admin', 'compliance');
CREATE INDEX users_unsynced ON users (sync_status, id) WHERE sync_status <> 'active';
CREATE INDEX users_local ON users (id) WHERE origin = 'local';
