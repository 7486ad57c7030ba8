# Whether the instruments themselves are right, in a few seconds and without a stack. Sourced by bench/run.

expect() { # <what> <wanted> <got>
  [ "$2" = "$3" ] || fail "self-test: $1 is $3 and not $2"
}

quicken() { # 100, a slower one, 200, and then no faster
  echo >>"$work/runs"
  awk 'END { print "figures", NR == 1 ? 100 : NR == 2 ? 90 : 200, "1 1 0" }' "$work/runs"
}

self_test() {
  local part
  for part in "$bench/run" "$bench"/lib/*.sh; do bash -n "$part"; done
  compile_load
  expect "the median of three" 2 "$(printf '9\n1\n2\n' | median)"
  expect "the median of four" 2.5 "$(printf '9\n1\n2\n3\n' | median)"
  work=$(mktemp -d "${TMPDIR:-/tmp}/rollcall-bench.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  bench_name=self
  printf 'a 1 10 1 6\nb 1 20 1 2\na 2 30 1 8\nb 2 30 1 2\na 3 8 1 2\nb 3 40 1 1\n' >"$work/self.runs"
  ratio rate a b
  ratio p99 a b 5
  expect "the ratios" "ratio rate 0.50 ratio p99 3.00" "$(echo $ratios)"
  warm_up quicken
  expect "the runs of a warm-up" 5 "$(wc -l <"$work/runs")"
  (warm_up false) 2>/dev/null && fail "self-test: a warm-up that fails is passed over"
  (DATABASE_URL=postgres://elsewhere refuse_foreign_settings) 2>/dev/null && fail "self-test: a foreign database is not refused"
  expect "an event in hex" true "$(java_tool EventTemplate "$template" | grep -qE '^([0-9a-f]{2}){1000,}$' && echo true)"
  echo "bench: self-test passed"
}
