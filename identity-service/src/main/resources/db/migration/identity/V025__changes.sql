-- The change feed: written with the change, numbered by a sequencer after commit (a smaller id can become
-- visible later), followed by position. What a newer row of the same kind and key replaces is dropped early.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE changes (
    id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    position         bigint,
    kind             text        NOT NULL CHECK (kind IN (
                         'user_changed', 'user_revoked', 'user_readmitted', 'session_revoked',
                         'membership_changed', 'membership_revoked', 'org_changed')),
    -- decides whether tokens count: numbered before the others of a turn, loaded when a follower starts
    urgent           boolean     NOT NULL,
    clerk_user_id    text,
    clerk_org_id     text,
    clerk_session_id text,
    key              text        NOT NULL GENERATED ALWAYS AS (
                         coalesce(clerk_session_id,
                                  coalesce(clerk_org_id, '') || '/' || coalesce(clerk_user_id, ''))) STORED,
    happened_at      timestamptz NOT NULL,
    numbered_at      timestamptz
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- sequencer: committed rows without a number
CREATE INDEX changes_unnumbered ON changes (urgent DESC, id) WHERE position IS NULL;
-- followers: what comes after a position
CREATE UNIQUE INDEX changes_position ON changes (position) WHERE position IS NOT NULL;
-- followers that start: only what decides about tokens
CREATE INDEX changes_urgent ON changes (position) WHERE urgent AND position IS NOT NULL;

CREATE TABLE changes_progress (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    numbered  bigint  NOT NULL DEFAULT 0,
    compacted bigint  NOT NULL DEFAULT 0,
    dropped   bigint  NOT NULL DEFAULT 0
);
INSERT INTO changes_progress DEFAULT VALUES;

ALTER TABLE changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE changes FORCE ROW LEVEL SECURITY;
CREATE POLICY changes_writer ON changes TO rollcall_identity USING (true) WITH CHECK (true);
ALTER TABLE changes_progress ENABLE ROW LEVEL SECURITY;
ALTER TABLE changes_progress FORCE ROW LEVEL SECURITY;
CREATE POLICY changes_progress_writer ON changes_progress TO rollcall_identity USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON changes TO rollcall_identity;
GRANT SELECT, UPDATE ON changes_progress TO rollcall_identity;

COMMENT ON TABLE changes IS 'What gateways and forwarders have to hear, ids only, in the order in which it became visible.';
COMMENT ON TABLE changes_progress IS 'The greatest position given, compacted up to, and dropped for its age.';
