SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE things (id int PRIMARY KEY);
GRANT USAGE ON SCHEMA identity TO rollcall_identity;
GRANT SELECT ON things TO rollcall_identity;
