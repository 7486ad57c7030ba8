SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- Events about a person still come after the erasure, not least that of the deletion itself.
CREATE TABLE webhook.erased_people (
  -- HMAC-SHA-256 of Clerk's id under ROLLCALL_TOMBSTONE_KEY, in hex: the id itself is gone
  id_hash   text        NOT NULL,
  erased_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT erased_people_pkey PRIMARY KEY (id_hash),
  CONSTRAINT erased_people_id_hash_check CHECK (id_hash ~ '^[0-9a-f]{64}$')
);

COMMENT ON TABLE webhook.erased_people IS 'People whose events keep no payload once delivered.';

ALTER TABLE webhook.erased_people ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook.erased_people FORCE ROW LEVEL SECURITY;
CREATE POLICY erased_people_service ON webhook.erased_people
  TO rollcall_webhook USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON webhook.erased_people TO rollcall_webhook;
