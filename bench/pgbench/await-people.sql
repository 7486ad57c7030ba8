-- Waits until the mirror holds :count people whose ids begin with :tag; when that was, in epoch milliseconds.
SET statement_timeout = '120s';
SET bench.tag = :'tag';
SET bench.count = :'count';
DO $$
DECLARE
  first text := current_setting('bench.tag');
BEGIN
  WHILE (SELECT count(*) FROM identity.users
          WHERE clerk_id >= first AND clerk_id < first || '~'
            AND sync_status = 'active') < current_setting('bench.count')::int LOOP
    PERFORM pg_sleep(0.02);
  END LOOP;
END
$$;
SELECT round(1000 * extract(epoch FROM clock_timestamp()));
