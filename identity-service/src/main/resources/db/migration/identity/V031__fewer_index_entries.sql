-- What nobody looks up is not indexed: each entry is paid for with every event.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- a row's history is found by the row
DROP INDEX sync_history_message_id;

-- both are found by position, or are unnumbered; the ids are made where nothing can repeat them
ALTER TABLE outbox DROP CONSTRAINT outbox_pkey;
ALTER TABLE changes DROP CONSTRAINT changes_pkey;

-- people are never deleted, only blanked, and a handle is written by the transaction that wrote its person
ALTER TABLE handles DROP CONSTRAINT handles_user_id_fkey;
