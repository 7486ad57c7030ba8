-- A table like the inbox, with its checks and indexes, where pgbench may write.
CREATE SCHEMA IF NOT EXISTS bench;
CREATE TABLE IF NOT EXISTS bench.inbox (LIKE webhook.inbox INCLUDING ALL);
