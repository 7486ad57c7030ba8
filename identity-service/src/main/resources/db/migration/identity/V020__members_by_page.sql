-- Members of an organisation page by page, without sorting all of them; begins like the index it
-- replaces.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- tenant: members in the order of their ids, of several memberships of one person the effective one first
CREATE INDEX memberships_org_user
    ON memberships (org_id, user_id, clerk_created_at DESC, clerk_id DESC) WHERE deleted_at IS NULL;
DROP INDEX memberships_org_id;
