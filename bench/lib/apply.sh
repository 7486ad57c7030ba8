# Applying events in batches beside pgbench applying one a transaction, on the same PostgreSQL. Sourced by bench/run.

apply_batch=100

apply_events() {
  timeout 180 "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx256m -cp "$classes" dev.rollcall.bench.Load \
    template="$template" secrets="$work/home/secrets" door="http://127.0.0.1:$(process identity port)" \
    connections=4 batch=$apply_batch "$@"
}

apply_rows() { # <seconds>
  rm -f "$work"/pgbench.log.*
  timeout 180 "$pgbench" -n -M prepared -c $clients -j 2 -T "$1" -l --log-prefix="$work/pgbench.log" \
    -f "$bench/pgbench/apply.sql" "$database" >"$work/pgbench.out"
  local rate failed
  rate=$(sed -n 's/^tps = \([0-9.]*\).*/\1/p' "$work/pgbench.out")
  failed=$(sed -n 's/^number of failed transactions: \([0-9]*\).*/\1/p' "$work/pgbench.out")
  cut -d' ' -f3 "$work"/pgbench.log.* | sort -n | awk -v rate="$rate" -v failed="${failed:-0}" '
    { v[NR] = $1 } END { printf "figures %s %.3f %.3f %d\n", rate, v[int(NR * 0.5) + 1] / 1000, v[int(NR * 0.99) + 1] / 1000, failed }'
}

empty_mirror() { # a run must not pay for the rows of the one before
  sql -c "SET client_min_messages = warning" -c "TRUNCATE identity.users, identity.handles, identity.orgs, identity.memberships,
                   identity.sessions, identity.tombstones CASCADE"
  empty_queues
}

empty_queues() {
  sql -c "TRUNCATE identity.applied_events, identity.sync_history, identity.outbox, identity.changes,
                   bench.users, bench.applied_events, bench.outbox" -c CHECKPOINT
}

# Each message that was answered took effect: none is stale, none was lost.
require_applied() {
  [ "$(sql -c "SELECT count(*) > 0 AND bool_and(outcome = 'applied') FROM identity.applied_events")" = t ] \
    || fail "not every event was applied: $(sql -c "SELECT outcome, count(*) FROM identity.applied_events GROUP BY 1" | tr '\n' ' ')"
}

apply_stack_up() { # <what a new person gets>: evidence is kept, and not handed on meanwhile
  stack_up ROLLCALL_DEFAULT_ORG="$1" ROLLCALL_OUTBOX_INTERVAL=1h ROLLCALL_HEAL_INTERVAL=1h
  sql -f "$bench/pgbench/apply-tables.sql"
  postgres=$(process postgres pid) identity=$(process identity pid)
  say "warming up"
  warm_up apply_events seconds="$warmup"
  apply_rows 3 >/dev/null
}

measure_apply() { # <round> <side> <side of pgbench>
  measure "$2" "$1" "$identity $postgres" apply_events seconds="$seconds"
  require_applied
  measure "$3" "$1" "$postgres" apply_rows "$seconds"
}

bench_apply() {
  bench_name=apply
  local postgres identity round
  apply_stack_up none
  table_head "apply: events in the mirror of 10,000 and of 1,000,000, $apply_batch a call, beside pgbench applying one a transaction; $clients clients"
  for round in $(seq "$rounds"); do
    empty_mirror
    fill_users 10000
    measure_apply "$round" identity pgbench
  done
  fill_users 1000000
  for round in $(seq "$rounds"); do
    empty_queues
    measure_apply "$round" among-million pgbench-again
  done
  stack_down
  apply_stack_up personal
  for round in $(seq "$rounds"); do
    empty_mirror
    fill_users 10000
    measure_apply "$round" personal pgbench-third
  done
  ratio apply identity pgbench
  ratio apply-million among-million pgbench-again
  ratio apply-personal personal pgbench-third
}
