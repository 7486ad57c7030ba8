-- People who were imported without a Clerk id wait for whom they belong to.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- adoption: local people by what an arriving person brings; empty where nothing was imported
CREATE INDEX users_adoptable_external_id ON users (external_id)
    WHERE origin = 'local' AND clerk_id IS NULL AND deleted_at IS NULL;
CREATE INDEX users_adoptable_email ON users (lower(email))
    WHERE origin = 'local' AND clerk_id IS NULL AND deleted_at IS NULL;
