-- Organisations that are known by their id only are completed like people: when the next try is due.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

ALTER TABLE orgs
    ADD COLUMN sync_attempts integer     NOT NULL DEFAULT 0,
    ADD COLUMN sync_error    text,
    ADD COLUMN next_sync_at  timestamptz DEFAULT now();

-- OrgHealJob: whose details are due
CREATE INDEX orgs_due ON orgs (next_sync_at)
    WHERE sync_status <> 'active' AND deleted_at IS NULL AND clerk_id IS NOT NULL;
