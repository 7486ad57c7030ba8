# identity-service's answer to the gateway, beside a constant of the same service. Sourced by bench/run.

ask() { # <seconds>: everybody asks about one person whom nothing has changed
  BENCH_FIGURES="$bench/wrk/figures.lua" BENCH_SUBJECT=$subject wrk -t1 -c"$connections" -d"$1s" --timeout 5s \
    -s "$bench/wrk/resolve.lua" -H "authorization: Bearer $(java_tool ServiceToken "$work/home/secrets/gateway.1.jwk" identity)" \
    "$identity/internal/resolve"
}

fill_users() { # <count>: people with names, versions and organisations' worth of rows
  sql -v count="$1" -f "$bench/pgbench/users.sql" >/dev/null
}

bench_resolve() {
  bench_name=resolve
  stack_up
  local identity pids subject round
  identity="http://127.0.0.1:$(process identity port)"
  pids="$(process identity pid) $(process postgres pid)"
  subject=$(sql -c "SELECT clerk_id FROM identity.users WHERE username = 'ada' OR email = 'ada@example.com' LIMIT 1")
  [ -n "$subject" ] || { session_token ada >/dev/null; fail "nobody is called ada"; }
  fill_users 10000
  say "warming up"
  warm_up ask "$warmup"
  warm_up fetch "$identity/health/liveness" "$warmup"
  table_head "resolve: an unchanged person among 10,000 and among 1,000,000, beside a constant of the same service; $connections connections"
  for round in $(seq "$rounds"); do
    measure resolve "$round" "$pids" ask "$seconds"
    measure constant "$round" "$pids" fetch "$identity/health/liveness" "$seconds"
  done
  fill_users 1000000
  ask 2 >/dev/null
  for round in $(seq "$rounds"); do
    measure among-million "$round" "$pids" ask "$seconds"
    measure constant-again "$round" "$pids" fetch "$identity/health/liveness" "$seconds"
  done
  ratio resolve resolve constant
  ratio resolve-million among-million constant-again
}
