-- Tables like the mirror's, with their checks and indexes, where pgbench may write.
CREATE SCHEMA IF NOT EXISTS bench;
CREATE TABLE IF NOT EXISTS bench.applied_events (LIKE identity.applied_events INCLUDING ALL);
CREATE TABLE IF NOT EXISTS bench.users (LIKE identity.users INCLUDING ALL);
CREATE TABLE IF NOT EXISTS bench.outbox (LIKE identity.outbox INCLUDING ALL);
