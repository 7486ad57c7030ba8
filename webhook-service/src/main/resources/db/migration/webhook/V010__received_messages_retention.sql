SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- Message ids go long after the payloads. Svix replays up to 90 days: nothing younger than 100 can
-- be deleted, whatever the service is told.
CREATE POLICY received_messages_retention ON webhook.received_messages
  AS RESTRICTIVE FOR DELETE TO rollcall_webhook
  USING (received_at < now() - interval '100 days');

GRANT DELETE ON webhook.received_messages TO rollcall_webhook;
