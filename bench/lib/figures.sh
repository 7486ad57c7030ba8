# Measuring one run, and what the runs come to. Sourced by bench/run.

ratios=

print_surroundings() {
  local commit changed=
  commit=$(git -C "$root" log -1 --format=%h 2>/dev/null || echo unknown)
  [ -z "$(git -C "$root" status --porcelain 2>/dev/null)" ] || changed=" with changes"
  surroundings="$(date -u +%F) | $commit$changed | $(cut -d' ' -f1 /proc/loadavg)"
  echo "commit        $commit$changed, $(date -u '+%F %H:%M') UTC"
  echo "machine       $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), Linux $(uname -r)"
  echo "load before   $(cut -d' ' -f1-3 /proc/loadavg)"
  echo "java          $("$JAVA_HOME/bin/java" -version 2>&1 | sed -n 's/^OpenJDK Runtime Environment //p')"
  [ -z "${haproxy:-}" ] || echo "haproxy       $("$haproxy" -v | sed -n 's/^HAProxy version \([^ ]*\).*/\1/p')"
  [ -z "${pgbench:-}" ] || echo "pgbench       $("$pgbench" --version | sed 's/^pgbench (PostgreSQL) //')"
  echo "runs          $rounds rounds of $seconds s a side, in turn"
  awk '$1 > 1 { exit 1 }' /proc/loadavg || say "this machine is busy: take the ratios as a hint only"
}

table_head() { # <what>
  echo "$1"
  printf '  %-16s %5s %10s %9s %9s %7s %6s %7s %6s\n' side round rate/s p50_ms p99_ms cores MB client load
}

# A young JVM interprets and compiles: repeats a run until twice in a row it got no faster, ten times at most.
warm_up() { # <command...>
  local best=0 idle=0 rate
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    rate=$("$@" 2>"$work/run.err" | sed -n 's/^figures \([0-9.]*\) .*/\1/p') || true
    [ -n "$rate" ] || { cat "$work/run.err" >&2; fail "warming up broke off"; }
    if awk -v rate="$rate" -v best="$best" 'BEGIN { exit !(rate > 1.05 * best) }'; then
      best=$rate idle=0
    else
      idle=$((idle + 1))
      [ "$idle" -lt 2 ] || return 0
    fi
  done
}

family() { # <pid...>: each with all its descendants
  cat /proc/[0-9]*/stat 2>/dev/null | sed 's/(.*)/x/' | awk -v roots=" $* " '
    { parent[$1] = $4 }
    END { for (pid in parent) { for (up = pid; up > 1; up = parent[up]) if (index(roots, " " up " ")) { print pid; break } } }'
}

ticks() { # <pid...>: CPU time so far, ended children included
  local pid
  for pid in $(family "$@"); do cat "/proc/$pid/stat" 2>/dev/null || true; done \
    | sed 's/(.*)/x/' | awk '{ sum += $14 + $15 + $16 + $17 } END { print sum + 0 }'
}

own_ticks() { sed 's/(.*)/x/' "/proc/$$/stat" | awk '{ print $16 + $17 }'; }

megabytes() { # <pid...>: resident; what PostgreSQL's processes share is counted once
  local pid
  for pid in $(family "$@"); do cat "/proc/$pid/smaps_rollup" 2>/dev/null || true; done \
    | awk '/^Pss:/ { sum += $2 } END { printf "%d", sum / 1024 }'
}

# Runs one side once and keeps the line of figures that it prints.
measure() { # <side> <round> "<pids>" <command...>
  local side=$1 round=$2 pids=$3 from cpu own
  shift 3
  cpu=$(ticks $pids) own=$(own_ticks) from=$(date +%s%N)
  "$@" >"$work/run.out" 2>"$work/run.err" || { cat "$work/run.err" >&2; fail "$side broke off"; }
  local to=$(date +%s%N) used=$(($(ticks $pids) - cpu)) client=$(($(own_ticks) - own))
  read -r _ rate p50 p99 failed < <(grep '^figures ' "$work/run.out")
  [ "$failed" = 0 ] || fail "$side: $failed requests failed, so its rate says nothing"
  local hertz resident
  hertz=$(getconf CLK_TCK)
  cores() { awk -v t="$1" -v h="$hertz" -v n=$((to - from)) 'BEGIN { printf "%.2f", t / h / (n / 1e9) }'; }
  resident=$(megabytes $pids)
  printf '  %-16s %5s %10.0f %9.2f %9.2f %7s %6s %7s %6s\n' "$side" "$round" "$rate" "$p50" "$p99" \
    "$(cores "$used")" "$resident" "$(cores "$client")" "$(cut -d' ' -f1 /proc/loadavg)"
  echo "$side $round $rate $p50 $p99 $resident" >>"$work/$bench_name.runs"
}

median() { sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# The median of the ratios of neighbouring runs: what slows both sides down drops out.
ratio() { # <name> <side> <other side> [column: 3 rate, 5 p99, 6 MB]
  local value
  value=$(awk -v a="$2" -v b="$3" -v c="${4:-3}" '
    $1 == a { mine[$2] = $c } $1 == b { other[$2] = $c }
    END { for (round in mine) if (other[round] > 0) print mine[round] / other[round] }' \
    "$work/$bench_name.runs" | median)
  ratios="$ratios$(printf 'ratio %s %.2f' "$1" "$value")
"
}

print_ratios() {
  echo
  echo "| $surroundings | $(printf '%s' "$ratios" | awk '{ printf "%s%s %s", sep, $2, $3; sep = ", " }') |"
  echo
  printf '%s' "$ratios"
}
