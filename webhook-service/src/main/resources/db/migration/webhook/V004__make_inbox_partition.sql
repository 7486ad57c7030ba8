SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- The service makes partitions ahead without the right to make tables. Built beside the inbox and
-- attached, with what the default partition holds of the month: only that one is locked, and
-- nobody waits for it longer than the timeout.
CREATE FUNCTION webhook.make_inbox_partition(month date) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '2s'
AS $$
DECLARE
  first_day date        := date_trunc('month', month)::date;
  part      text        := 'inbox_' || to_char(first_day, 'YYYY_MM');
  begins    timestamptz := first_day::timestamp AT TIME ZONE 'UTC';
  ends      timestamptz := (first_day + interval '1 month')::timestamp AT TIME ZONE 'UTC';
BEGIN
  IF first_day < now() - interval '1 year' OR first_day > now() + interval '3 years' THEN
    RAISE EXCEPTION 'no partition is made for %', first_day;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('webhook.make_inbox_partition'));
  IF to_regclass('webhook.' || part) IS NOT NULL THEN
    RETURN false;
  END IF;
  -- Rows change state two or three times and then rest: little slack, early vacuum.
  EXECUTE format(
    'CREATE TABLE webhook.%I (LIKE webhook.inbox INCLUDING DEFAULTS INCLUDING CONSTRAINTS)
       WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02,
             autovacuum_vacuum_threshold = 1000, autovacuum_analyze_scale_factor = 0.02)', part);
  LOCK TABLE webhook.inbox_default IN ACCESS EXCLUSIVE MODE;
  EXECUTE format(
    'WITH moved AS (
       DELETE FROM webhook.inbox_default
        WHERE received_at >= %L AND received_at < %L
       RETURNING *)
     INSERT INTO webhook.%I SELECT * FROM moved', begins, ends, part);
  EXECUTE format('ALTER TABLE webhook.%I ENABLE ROW LEVEL SECURITY', part);
  EXECUTE format('ALTER TABLE webhook.%I FORCE ROW LEVEL SECURITY', part);
  EXECUTE format(
    'ALTER TABLE webhook.inbox ATTACH PARTITION webhook.%I FOR VALUES FROM (%L) TO (%L)',
    part, begins, ends);
  RETURN true;
END
$$;

COMMENT ON FUNCTION webhook.make_inbox_partition(date) IS
  'Makes the inbox partition of a month; false if it was there.';

REVOKE ALL ON FUNCTION webhook.make_inbox_partition(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION webhook.make_inbox_partition(date) TO rollcall_webhook;
