SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- Payloads go with their month: the service may not drop tables, so it asks for one whose time is
-- over. What is still to be delivered holds its month back. Nobody waits longer than the timeout.
CREATE FUNCTION webhook.drop_inbox_partition(month date) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '2s'
AS $$
DECLARE
  first_day date        := date_trunc('month', month)::date;
  part      text        := 'inbox_' || to_char(first_day, 'YYYY_MM');
  ends      timestamptz := (first_day + interval '1 month')::timestamp AT TIME ZONE 'UTC';
  held      boolean;
BEGIN
  IF ends > now() - interval '1 day' THEN
    RAISE EXCEPTION 'the partition of % is not old enough', first_day;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('webhook.make_inbox_partition'));
  IF to_regclass('webhook.' || part) IS NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('LOCK TABLE webhook.%I IN ACCESS EXCLUSIVE MODE', part);
  -- Without this the owner would see no row of it.
  EXECUTE format('ALTER TABLE webhook.%I NO FORCE ROW LEVEL SECURITY', part);
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM webhook.%I WHERE state = %L)', part, 'pending')
    INTO held;
  EXECUTE format('ALTER TABLE webhook.%I FORCE ROW LEVEL SECURITY', part);
  IF held THEN
    RETURN false;
  END IF;
  EXECUTE format('DROP TABLE webhook.%I', part);
  RETURN true;
END
$$;

COMMENT ON FUNCTION webhook.drop_inbox_partition(date) IS
  'Drops the inbox partition of a month that is over; false if it is gone or holds pending events.';

REVOKE ALL ON FUNCTION webhook.drop_inbox_partition(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION webhook.drop_inbox_partition(date) TO rollcall_webhook;
