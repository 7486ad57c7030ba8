# The gateway beside HAProxy, in front of the same upstream. Sourced by bench/run.

start_haproxy() { # <configuration> <port it must answer on>; sets started
  "$haproxy" -db -f "$bench/haproxy/$1" >"$work/haproxy.log" 2>&1 &
  started=$!
  haproxies="$haproxies $started"
  local tries=0
  until (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null; do
    tries=$((tries + 1))
    { [ "$tries" -lt 50 ] && kill -0 "$started" 2>/dev/null; } || { cat "$work/haproxy.log" >&2; fail "HAProxy does not start"; }
    sleep 0.1
  done
}

# HAProxy gets the rule as the gateway has it: issuer, party and key of this stack.
start_rival() {
  local jwks
  jwks=$(curl -fsS "$clerk/.well-known/jwks.json")
  java_tool PublicKey <<<"$jwks" >"$work/clerk.pem"
  BENCH_KEY_ID=$(sed 's/.*"kid":"\([^"]*\)".*/\1/' <<<"$jwks")
  BENCH_KEY_FILE="$work/clerk.pem"
  BENCH_ISSUER=https://clerk.localhost
  BENCH_PARTY=$gateway
  BENCH_PLAIN_PORT=$(free_port)
  BENCH_VERIFYING_PORT=$(free_port)
  export BENCH_KEY_ID BENCH_KEY_FILE BENCH_ISSUER BENCH_PARTY BENCH_PLAIN_PORT BENCH_VERIFYING_PORT
  start_haproxy gateway.cfg "$BENCH_VERIFYING_PORT"
}

require_same_rule() { # <url> <bearer header>
  require_answer 401 "$1"
  require_answer 401 "$1" "${2%?????}AAAAA"
  require_answer 200 "$1" "$2"
}

# Sessions of one person, or one session of each of many, valid as long as session_token's.
tokens() { # <same|people> <count>
  java_tool SessionTokens "$work/home/clerk/state.json" "$(session_token grace)" "$2" "$1"
}

visit() { # <url> <file of tokens> <name=value...>: reads with each of its tokens in turn; C2 would compile half of a run
  local url=$1 file=$2
  shift 2
  timeout 180 "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms256m -Xmx256m -Xmn160m -cp "$classes" \
    dev.rollcall.bench.Load door="$url" tokens="$file" connections="$connections" "$@"
}

# A token's first request beside those that follow, with one client for both.
measure_cold() {
  local round each=${BENCH_COLD:-12000}
  tokens same 1 >"$work/one.token"
  tokens same $((2 * each)) >"$work/cold.tokens"
  say "warming up"
  warm_up visit "$ours" "$work/one.token" seconds=4
  visit "$ours" "$work/cold.tokens" count=$((2 * each)) >/dev/null
  for round in $(seq "$rounds"); do
    tokens same "$each" >"$work/cold.tokens"
    measure cached "$round" "$pid" visit "$ours" "$work/one.token" settle=2 seconds="$seconds"
    measure never-seen "$round" "$pid" visit "$ours" "$work/cold.tokens" settle=2 settle-tokens="$work/one.token" count="$each"
  done
  ratio gateway-cold never-seen cached
}

# Times at 70 % of the rate that the same client just had of the same side.
at_70() { # <side> <round> <pid> <url> <side of the peak>
  local peak
  peak=$(awk -v round="$2" -v side="$5" '$1 == side && $2 == round { print int(0.7 * $3) }' "$work/gateway.runs")
  measure "$1" "$2" "$3" visit "$4" "$work/one.token" settle=2 seconds="$seconds" pace="$peak"
  awk -v round="$2" -v side="$1" -v peak="$peak" '$1 == side && $2 == round {
    if ($3 < 0.95 * peak) exit 1; print side "-p50", round, $3, $4, $4 }' "$work/gateway.runs" >"$work/p50" \
    || fail "the pace was not kept, so its times say nothing"
  cat "$work/p50" >>"$work/gateway.runs"
}

# The gateway's, and of the verifying HAProxy for comparison.
measure_pace() {
  local round
  for round in $(seq "$rounds"); do
    at_70 at-70 "$round" "$pid" "$ours" cached
    measure haproxy-peak "$round" "$rival" visit "$verifying" "$work/one.token" settle=2 seconds="$seconds"
    at_70 haproxy-at-70 "$round" "$rival" "$verifying" haproxy-peak
  done
  ratio gateway-p99 at-70 at-70-p50 5
  ratio haproxy-p99 haproxy-at-70 haproxy-at-70-p50 5
}

# What is resident with so many people's sessions remembered.
measure_memory() {
  local sessions=10000
  sql -v count=$((sessions + 200)) -f "$bench/pgbench/users.sql" >/dev/null
  sql -f "$bench/pgbench/homes.sql" >/dev/null
  tokens people "$sessions" >"$work/people.tokens"
  measure people-first 1 "$pid" visit "$ours" "$work/people.tokens" count="$sessions" seconds=170
  measure people-again 1 "$pid" visit "$ours" "$work/people.tokens" seconds=20
  echo "one-mb 1 1 1 1 1" >>"$work/gateway.runs"
  ratio gateway-rss people-again one-mb 6
}

bench_gateway() {
  bench_name=gateway
  export BENCH_UPSTREAM_PORT
  BENCH_UPSTREAM_PORT=$(free_port)
  start_haproxy upstream.cfg "$BENCH_UPSTREAM_PORT"
  stack_up "ROLLCALL_UPSTREAMS_SAMPLE_URL=http://127.0.0.1:$BENCH_UPSTREAM_PORT" \
    'ROLLCALL_ROUTES_PLAIN_PATH=/api/plain/**' ROLLCALL_ROUTES_PLAIN_METHODS=GET ROLLCALL_ROUTES_PLAIN_ACCESS=session \
    ROLLCALL_ROUTES_PLAIN_UPSTREAM=sample
  start_rival
  local pid rival=$started bearer path=/api/sample/hello
  local ours="$gateway$path" unnamed="$gateway/api/plain/hello" verifying="http://127.0.0.1:$BENCH_VERIFYING_PORT$path" plain="http://127.0.0.1:$BENCH_PLAIN_PORT$path"
  pid=$(process gateway pid)
  bearer="Authorization: Bearer $(session_token grace)"
  require_same_rule "$ours" "$bearer"
  require_same_rule "$unnamed" "$bearer"
  require_same_rule "$verifying" "$bearer"
  say "warming up"
  warm_up fetch "$ours" "$warmup" "$bearer"
  fetch "$verifying" 2 "$bearer" >/dev/null
  fetch "$plain" 2 "$bearer" >/dev/null
  table_head "gateway: a verified GET passed on, beside HAProxy verifying it and HAProxy verifying nothing; $connections connections"
  local round
  for round in $(seq "$rounds"); do
    measure rollcall "$round" "$pid" fetch "$ours" "$seconds" "$bearer"
    measure without-identity "$round" "$pid" fetch "$unnamed" "$seconds" "$bearer"
    measure haproxy-jwt "$round" "$rival" fetch "$verifying" "$seconds" "$bearer"
    measure haproxy-plain "$round" "$rival" fetch "$plain" "$seconds" "$bearer"
  done
  measure_cold
  measure_pace
  measure_memory
  ratio gateway-identity rollcall without-identity
  ratio gateway rollcall haproxy-jwt
  ratio gateway-plain rollcall haproxy-plain
}
