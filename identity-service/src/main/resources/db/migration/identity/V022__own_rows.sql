-- Which organisations somebody belongs to is itself read as the reader: rollcall.user shows a person
-- their own row, memberships and organisations, rollcall.org one organisation with its people.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE POLICY users_own ON users FOR SELECT TO rollcall_identity_reader
    USING (id = NULLIF(current_setting('rollcall.user', true), '')::uuid);
CREATE POLICY memberships_own ON memberships FOR SELECT TO rollcall_identity_reader
    USING (user_id = NULLIF(current_setting('rollcall.user', true), '')::uuid);
CREATE POLICY orgs_own ON orgs FOR SELECT TO rollcall_identity_reader
    USING (EXISTS (SELECT 1
                     FROM memberships m
                    WHERE m.org_id = orgs.id
                      AND m.deleted_at IS NULL
                      AND m.user_id = NULLIF(current_setting('rollcall.user', true), '')::uuid));
