SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- The service may erase a payload, and still cannot put other bytes where signed ones stood.
CREATE FUNCTION webhook.refuse_other_payload() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'a payload is kept or erased' USING ERRCODE = 'insufficient_privilege';
END
$$;

COMMENT ON FUNCTION webhook.refuse_other_payload() IS 'Keeps signed bytes as they are.';

CREATE TRIGGER inbox_payload_stays
  BEFORE UPDATE OF payload ON webhook.inbox
  FOR EACH ROW
  WHEN (NEW.payload IS NOT NULL AND NEW.payload IS DISTINCT FROM OLD.payload)
  EXECUTE FUNCTION webhook.refuse_other_payload();
