-- A reconciliation is a row: what it is, how far it is, what it found. It outlives the process that
-- works on it, so that another one goes on from the cursor.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE reconcile_runs (
    id           uuid        PRIMARY KEY,
    kind         text        NOT NULL CHECK (kind IN ('import', 'scheduled', 'requested')),
    dry_run      boolean     NOT NULL,
    state        text        NOT NULL CHECK (state IN (
                     'running', 'needs_confirmation', 'finished', 'failed', 'cancelled')),
    -- what it waits for, why it asks, why it failed
    reason       text,
    phase        text        NOT NULL CHECK (phase IN (
                     'sweep_users', 'sweep_orgs', 'sweep_memberships',
                     'absence_users', 'absence_orgs', 'absence_memberships', 'done')),
    -- the place within the phase: the last id read, or an offset
    position     text        NOT NULL DEFAULT '',
    -- an administrator has allowed it to mark as many as it found
    confirmed    boolean     NOT NULL DEFAULT false,
    requested_by uuid,
    -- claims without a step done since
    attempts     integer     NOT NULL DEFAULT 0,
    -- the lease of the copy that works on it; every write names the token
    lease_token  bigint      NOT NULL DEFAULT 0,
    lease_until  timestamptz NOT NULL,
    started_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    finished_at  timestamptz
);

-- one run at a time, whichever copy starts it
CREATE UNIQUE INDEX reconcile_runs_running ON reconcile_runs ((true)) WHERE state = 'running';

CREATE TABLE reconcile_reports (
    run_id          uuid    NOT NULL REFERENCES reconcile_runs (id),
    entity          text    NOT NULL CHECK (entity IN ('users', 'orgs', 'memberships')),
    expected        bigint  NOT NULL DEFAULT 0,
    seen            bigint  NOT NULL DEFAULT 0,
    missing         bigint  NOT NULL DEFAULT 0,
    stale           bigint  NOT NULL DEFAULT 0,
    returned        bigint  NOT NULL DEFAULT 0,
    unchanged       bigint  NOT NULL DEFAULT 0,
    deleted         bigint  NOT NULL DEFAULT 0,
    unusable        bigint  NOT NULL DEFAULT 0,
    repaired        bigint  NOT NULL DEFAULT 0,
    suspected       bigint  NOT NULL DEFAULT 0,
    absent          bigint  NOT NULL DEFAULT 0,
    -- the longest that Clerk had known what the mirror did not
    oldest_drift_ms bigint  NOT NULL DEFAULT 0,
    -- Clerk's time at the first page: a change after it may be missing from the sweep
    observed_at     timestamptz,
    in_sync_as_of   timestamptz,
    PRIMARY KEY (run_id, entity)
);

-- Ids that the sweep of a run has seen, a page in a row; gone when the run is over.
CREATE TABLE reconcile_pages (
    run_id    uuid   NOT NULL REFERENCES reconcile_runs (id),
    entity    text   NOT NULL CHECK (entity IN ('users', 'orgs', 'memberships')),
    position  text   NOT NULL,
    clerk_ids text[] NOT NULL,
    PRIMARY KEY (run_id, entity, position)
);

-- Memberships that one sweep did not see: absent if the next one does not see them either.
CREATE TABLE reconcile_suspects (
    clerk_id    text        PRIMARY KEY,
    run_id      uuid        NOT NULL REFERENCES reconcile_runs (id),
    observed_at timestamptz NOT NULL
);

ALTER TABLE reconcile_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE reconcile_runs FORCE ROW LEVEL SECURITY;
CREATE POLICY reconcile_runs_writer ON reconcile_runs TO rollcall_identity USING (true) WITH CHECK (true);
ALTER TABLE reconcile_reports ENABLE ROW LEVEL SECURITY;
ALTER TABLE reconcile_reports FORCE ROW LEVEL SECURITY;
CREATE POLICY reconcile_reports_writer ON reconcile_reports TO rollcall_identity USING (true) WITH CHECK (true);
ALTER TABLE reconcile_pages ENABLE ROW LEVEL SECURITY;
ALTER TABLE reconcile_pages FORCE ROW LEVEL SECURITY;
CREATE POLICY reconcile_pages_writer ON reconcile_pages TO rollcall_identity USING (true) WITH CHECK (true);
ALTER TABLE reconcile_suspects ENABLE ROW LEVEL SECURITY;
ALTER TABLE reconcile_suspects FORCE ROW LEVEL SECURITY;
CREATE POLICY reconcile_suspects_writer ON reconcile_suspects TO rollcall_identity USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON reconcile_runs, reconcile_reports TO rollcall_identity;
GRANT SELECT, INSERT, DELETE ON reconcile_pages, reconcile_suspects TO rollcall_identity;

COMMENT ON TABLE reconcile_runs IS 'Reconciliations with Clerk: one running at a time, resumed from its position.';
COMMENT ON TABLE reconcile_reports IS 'The drift report: per run and kind of object, what differed and what was repaired.';
COMMENT ON TABLE reconcile_pages IS 'Ids seen by the sweep of a run that is not over.';
COMMENT ON TABLE reconcile_suspects IS 'Memberships missing from one sweep, waiting for a second sighting of absence.';
