# wrk, and the bench of an answer of the gateway's own. Sourced by bench/run.

connections=${BENCH_CONNECTIONS:-32}

fetch() { # <url> <seconds> [header]: one thread, because the sides need the cores
  wrk -t1 -c"$connections" -d"$2s" --timeout 5s -s "$bench/wrk/figures.lua" ${3:+-H "$3"} "$1"
}

require_answer() { # <status> <url> [header]: soon, for the first request of a cold stack may take too long
  local status tries=0
  until status=$(curl -s -o /dev/null -w '%{http_code}' ${3:+-H "$3"} "$2") && [ "$status" = "$1" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 20 ] || fail "$2 answers $status and not $1"
    sleep 0.5
  done
}

bench_profile() {
  bench_name=profile
  stack_up
  local bearer pid profile="$gateway/api/auth/profile" constant="$gateway/.well-known/rollcall-jwks.json"
  bearer="Authorization: Bearer $(session_token grace)"
  pid=$(process gateway pid)
  require_answer 401 "$profile"
  require_answer 200 "$profile" "$bearer"
  require_answer 200 "$constant"
  say "warming up"
  warm_up fetch "$profile" "$warmup" "$bearer"
  warm_up fetch "$constant" "$warmup"
  table_head "profile: a signed-in person's profile, beside the same gateway answering a constant; $connections connections"
  local round
  for round in $(seq "$rounds"); do
    measure profile "$round" "$pid" fetch "$profile" "$seconds" "$bearer"
    measure constant "$round" "$pid" fetch "$constant" "$seconds"
  done
  ratio profile profile constant
}
