-- Partitions are made ahead by the owner's function, so that the service needs no right to create
-- anything. A record that finds no month goes to a default partition and is not lost.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- For each retention class: the present month and up to 24 more. Answers how many it made.
-- A month is attached, not created in place: that locks no reader or writer of the log out.
CREATE FUNCTION audit.ensure_partitions(months_ahead integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
    AS $$
DECLARE
    class text;
    class_table text;
    month_table text;
    first_day timestamptz;
    made integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(8243102914963172211);
    FOREACH class IN ARRAY ARRAY['access', 'identity', 'compliance'] LOOP
        class_table := 'audit_logs_' || class;
        IF to_regclass('audit.' || class_table) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE audit.%I PARTITION OF audit.audit_logs FOR VALUES IN (%L) PARTITION BY RANGE (recorded_at)',
                class_table, class);
            EXECUTE format(
                'CREATE TABLE audit.%I PARTITION OF audit.%I DEFAULT',
                class_table || '_default', class_table);
            EXECUTE format('ALTER TABLE audit.%I ENABLE ROW LEVEL SECURITY', class_table);
            EXECUTE format('ALTER TABLE audit.%I FORCE ROW LEVEL SECURITY', class_table);
            EXECUTE format('ALTER TABLE audit.%I ENABLE ROW LEVEL SECURITY', class_table || '_default');
            EXECUTE format('ALTER TABLE audit.%I FORCE ROW LEVEL SECURITY', class_table || '_default');
        END IF;
        FOR month IN 0 .. least(greatest(months_ahead, 0), 24) LOOP
            first_day := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => month))
                AT TIME ZONE 'UTC';
            month_table := class_table || to_char(first_day AT TIME ZONE 'UTC', '"_"YYYY_MM');
            CONTINUE WHEN to_regclass('audit.' || month_table) IS NOT NULL;
            EXECUTE format('CREATE TABLE audit.%I (LIKE audit.audit_logs INCLUDING ALL)', month_table);
            EXECUTE format('ALTER TABLE audit.%I ENABLE ROW LEVEL SECURITY', month_table);
            EXECUTE format('ALTER TABLE audit.%I FORCE ROW LEVEL SECURITY', month_table);
            BEGIN
                EXECUTE format(
                    'ALTER TABLE audit.%I ATTACH PARTITION audit.%I FOR VALUES FROM (%L) TO (%L)',
                    class_table, month_table, first_day,
                    (first_day AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC');
                made := made + 1;
            EXCEPTION WHEN check_violation THEN
                -- The default partition already holds records of that month: they stay there.
                EXECUTE format('DROP TABLE audit.%I', month_table);
            END;
        END LOOP;
    END LOOP;
    RETURN made;
END
$$;

REVOKE ALL ON FUNCTION audit.ensure_partitions(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.ensure_partitions(integer) TO rollcall_audit;

DO 'BEGIN PERFORM audit.ensure_partitions(3); END';

-- A class that this version does not know, written by a newer one during an upgrade.
CREATE TABLE audit.audit_logs_default PARTITION OF audit.audit_logs DEFAULT;
ALTER TABLE audit.audit_logs_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.audit_logs_default FORCE ROW LEVEL SECURITY;
