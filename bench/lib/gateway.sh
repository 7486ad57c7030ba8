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

bench_gateway() {
  bench_name=gateway
  export BENCH_UPSTREAM_PORT
  BENCH_UPSTREAM_PORT=$(free_port)
  start_haproxy upstream.cfg "$BENCH_UPSTREAM_PORT"
  stack_up "ROLLCALL_UPSTREAMS_SAMPLE_URL=http://127.0.0.1:$BENCH_UPSTREAM_PORT"
  start_rival
  local pid rival=$started bearer path=/api/sample/hello
  local ours="$gateway$path" verifying="http://127.0.0.1:$BENCH_VERIFYING_PORT$path" plain="http://127.0.0.1:$BENCH_PLAIN_PORT$path"
  pid=$(process gateway pid)
  bearer="Authorization: Bearer $(session_token grace)"
  require_same_rule "$ours" "$bearer"
  require_same_rule "$verifying" "$bearer"
  say "warming up"
  warm_up fetch "$ours" "$warmup" "$bearer"
  fetch "$verifying" 2 "$bearer" >/dev/null
  fetch "$plain" 2 "$bearer" >/dev/null
  table_head "gateway: a verified GET passed on, beside HAProxy verifying it and HAProxy verifying nothing; $connections connections"
  local round
  for round in $(seq "$rounds"); do
    measure rollcall "$round" "$pid" fetch "$ours" "$seconds" "$bearer"
    measure haproxy-jwt "$round" "$rival" fetch "$verifying" "$seconds" "$bearer"
    measure haproxy-plain "$round" "$rival" fetch "$plain" "$seconds" "$bearer"
  done
  ratio gateway rollcall haproxy-jwt
  ratio gateway-plain rollcall haproxy-plain
}
