# identity-service's answer to the gateway, beside a constant of the same service. Sourced by bench/run.

ask() { # <seconds>: everybody asks about people whom nothing has changed
  BENCH_FIGURES="$bench/wrk/figures.lua" BENCH_PEOPLE=$people wrk -t1 -c"$connections" -d"$1s" --timeout 5s \
    -s "$bench/wrk/resolve.lua" -H "authorization: Bearer $(java_tool ServiceToken "$work/home/secrets/gateway.1.jwk" identity)" \
    "$identity/internal/resolve"
}

fill_users() { # <count>: people with names and versions
  sql -v count="$1" -f "$bench/pgbench/users.sql" >/dev/null
}

fill_homes() { # an organisation and a handle for each of them
  sql -f "$bench/pgbench/homes.sql" >/dev/null
}

bench_resolve() {
  bench_name=resolve
  stack_up
  local identity pids round people=10000
  identity="http://127.0.0.1:$(process identity port)"
  pids="$(process identity pid) $(process postgres pid)"
  fill_users "$people"
  fill_homes
  say "warming up"
  warm_up ask "$warmup"
  warm_up fetch "$identity/health/liveness" "$warmup"
  table_head "resolve: an unchanged person among 10,000 and among 1,000,000, beside a constant of the same service; $connections connections"
  for round in $(seq "$rounds"); do
    measure resolve "$round" "$pids" ask "$seconds"
    measure constant "$round" "$pids" fetch "$identity/health/liveness" "$seconds"
  done
  fill_users 1000000 # asked about are the same: how large the table is, not how much of it is in memory
  fill_homes
  ask 2 >/dev/null
  for round in $(seq "$rounds"); do
    measure among-million "$round" "$pids" ask "$seconds"
    measure constant-again "$round" "$pids" fetch "$identity/health/liveness" "$seconds"
  done
  ratio resolve resolve constant
  ratio resolve-million among-million constant-again
}
