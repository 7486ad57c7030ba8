# Webhooks beside pgbench, on the same PostgreSQL. Sourced by bench/run.

template="$root/testing/support/src/main/resources/clerk-events/user.created.json"
clients=64

load() { # <name=value...>
  timeout 180 "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx256m -cp "$classes" dev.rollcall.bench.Load \
    template="$template" secrets="$work/home/secrets" connections=$clients "$@"
}

own_door() { load door="http://127.0.0.1:$(process webhook port)" service-token=true "$@"; }

prepare_insert() {
  sql -f "$bench/pgbench/table.sql"
  payload=$(java_tool EventTemplate "$template")
}

# pgbench's own log gives the percentiles; it is read after the run.
insert_rows() { # <seconds>
  rm -f "$work"/pgbench.log.*
  timeout 180 "$pgbench" -n -M prepared -c $clients -j 2 -T "$1" -D payload="$payload" -l \
    --log-prefix="$work/pgbench.log" -f "$bench/pgbench/insert.sql" "$database" >"$work/pgbench.out"
  local rate failed
  rate=$(sed -n 's/^tps = \([0-9.]*\).*/\1/p' "$work/pgbench.out")
  failed=$(sed -n 's/^number of failed transactions: \([0-9]*\).*/\1/p' "$work/pgbench.out")
  cut -d' ' -f3 "$work"/pgbench.log.* | sort -n | awk -v rate="$rate" -v failed="${failed:-0}" '
    { v[NR] = $1 } END { printf "figures %s %.3f %.3f %d\n", rate, v[int(NR * 0.5) + 1] / 1000, v[int(NR * 0.99) + 1] / 1000, failed }'
}

empty_tables() { # a run must not pay for the rows of the one before
  sql -c "TRUNCATE webhook.inbox, webhook.received_messages, bench.inbox" -c CHECKPOINT
}

bench_accept() {
  bench_name=accept
  # Receiving alone: what is delivered meanwhile is the matter of pipeline.
  stack_up ROLLCALL_WEBHOOK_DELIVERY=false
  prepare_insert
  local postgres webhook door
  postgres=$(process postgres pid) webhook=$(process webhook pid) door=$(process gateway pid)
  say "warming up"
  warm_up own_door seconds="$warmup"
  warm_up load door="$gateway" seconds="$warmup"
  insert_rows 3 >/dev/null
  table_head "accept: distinct signed webhooks on disk, beside pgbench inserting the same row; $clients connections"
  local round
  for round in $(seq "$rounds"); do
    empty_tables
    measure webhook "$round" "$webhook $postgres" own_door seconds="$seconds"
    require_kept
    measure pgbench "$round" "$postgres" insert_rows "$seconds"
    measure by-gateway "$round" "$door $webhook $postgres" load door="$gateway" seconds="$seconds"
  done
  ratio accept webhook pgbench
  ratio accept-p99 webhook pgbench 5
  ratio accept-gateway by-gateway pgbench
}

# What was answered 200 is what stands in the inbox.
require_kept() {
  local kept rate
  kept=$(sql -c "SELECT count(*) FROM webhook.inbox")
  [ "$kept" -gt 0 ] && [ "$kept" = "$(sql -c "SELECT count(*) FROM webhook.received_messages")" ] \
    || fail "the inbox does not hold what was accepted"
}

# Sends so many people and waits until the mirror shows each; times are received to applied.
sync_people() { # <count> <tag>
  local began visible
  own_door count="$1" tag="$2" >"$work/load.out"
  grep -q '^figures .* 0$' "$work/load.out" || fail "not every event was accepted"
  began=$(sed -n 's/^began //p' "$work/load.out")
  visible=$(sql -v tag="user_$2" -v count="$1" -f "$bench/pgbench/await-people.sql") || fail "the people do not appear in the mirror"
  sql -c "SELECT 'figures ' || round(1000.0 * $1 / ($visible - $began), 1) || ' '
                 || round(1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY took)::numeric, 3) || ' '
                 || round(1000 * percentile_cont(0.99) WITHIN GROUP (ORDER BY took)::numeric, 3) || ' 0'
            FROM (SELECT extract(epoch FROM applied_at - received_at) AS took
                    FROM webhook.inbox WHERE subject LIKE 'user\_$2%') AS applied"
}

sync_more_people() { # <count>
  sync_people "$1" "w$(date +%s)x"
}

await_evidence() { # the outbox is empty: nothing of the last run works beside the next
  local tries=0
  until [ "$(sql -c "SELECT count(*) FROM identity.outbox")" = 0 ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 240 ] || fail "the outbox does not empty"
    sleep 0.5
  done
}

bench_pipeline() {
  bench_name=pipeline
  stack_up
  prepare_insert
  local postgres parts count=${BENCH_EVENTS:-5000}
  postgres=$(process postgres pid)
  parts="$(process webhook pid) $(process identity pid) $(process audit pid) $postgres"
  say "warming up"
  # A run is short; four services are not compiled by two or three of them.
  warm_up sync_more_people $((3 * count))
  insert_rows 3 >/dev/null
  await_evidence
  table_head "pipeline: signed webhook to visible person, $count at once over $clients connections, beside pgbench inserting the row of the inbox"
  local round
  for round in $(seq "$rounds"); do
    measure pipeline "$round" "$parts" sync_people "$count" "run${round}x"
    await_evidence
    measure pgbench "$round" "$postgres" insert_rows "$seconds"
  done
  ratio pipeline pipeline pgbench
}

# Sends people at the pace of W6 through the gateway, and waits until all are applied.
keep_pace() { # <seconds> <tag>
  local count=$((pace * $1)) tries=0
  load door="$gateway" count="$count" seconds=$(($1 + 30)) pace="$pace" tag="$2" >"$work/load.out"
  grep -q '^figures .* 0$' "$work/load.out" || fail "not every event was accepted"
  until [ "$(sql -c "SELECT count(*) FROM webhook.inbox WHERE state = 'applied' AND subject LIKE 'user\_$2%'")" = "$count" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 240 ] || fail "not every event is applied"
    sleep 0.5
  done
  sql -v tag="user_$2" -f "$bench/pgbench/times-to-applied.sql"
}

warm_up_pace() { keep_pace 10 "w$(date +%s)x"; }

bench_pace() {
  bench_name=pace
  stack_up
  local postgres parts length=${BENCH_PACE_SECONDS:-60}
  pace=${BENCH_PACE:-500}
  postgres=$(process postgres pid)
  parts="$(process gateway pid) $(process webhook pid) $(process identity pid) $(process audit pid) $postgres"
  say "warming up"
  warm_up warm_up_pace
  await_evidence
  table_head "pace: signed webhooks at $pace a second for $length s through the gateway, from received to applied"
  measure pace 1 "$parts" keep_pace "$length" "pacex"
  echo "w6 1 $pace 2000 2000" >>"$work/$bench_name.runs"
  ratio pace pace w6
  ratio pace-p99 pace w6 5
}
