# The local stack that is measured: a home and ports of its own, gone afterwards. Sourced by bench/run.

stack_is_up=
haproxies=

# Load must never reach somebody's database or Clerk account.
refuse_foreign_settings() {
  local foreign
  foreign=$(env | sed -n -E 's/^(([A-Z]+_)?DATABASE_URL(_FILE)?|(NEXT_PUBLIC_|VITE_)?CLERK_[A-Z_]+)=.+/\1/p' | head -n 1)
  [ -z "$foreign" ] || fail "works on the embedded database and the Clerk emulator only, and $foreign is set"
}

launcher() { # in a folder without .env; limits are counted, and never reached
  (cd "$work" && ROLLCALL_HOME="$work/home" ROLLCALL_PORT=0 ROLLCALL_LIMIT_ADDRESS=1000000000 \
    ROLLCALL_LIMIT_USER=1000000000 ROLLCALL_LIMIT_ORG=1000000000 "$@")
}

stack_up() { # <variable=value...>
  say "starting the stack"
  stack_is_up=1
  launcher env "$@" timeout 900 "$root/rollcall" up --detach >"$work/up.log" 2>&1 \
    || { cat "$work/up.log" "$work/home/launcher.log" 2>/dev/null >&2 || true; fail "the stack does not start"; }
  grep -q '"ownDatabaseAndEmulator" : true' "$work/home/state.json" \
    || fail "works on the embedded database and the Clerk emulator only"
  gateway=$(state_text gatewayUrl)
  clerk=$(state_text clerkUrl)
  database=$(state_text databaseUrl)
  assert_durable
}

stack_down() {
  for each in $haproxies; do kill "$each" 2>/dev/null || true; done
  haproxies=
  [ -n "$stack_is_up" ] || return 0
  launcher timeout 120 "$root/rollcall" down >/dev/null 2>&1 || true
  stack_is_up=
  rm -rf "$work/home"
}

stop_everything() {
  stack_down
  rm -rf "$work"
}

state_text() { sed -n "s/.*\"$1\" : \"\(.*\)\".*/\1/p" "$work/home/state.json"; }

process() { # <name> <pid|port>
  awk -v name="\"$1\"" -v wanted="\"$2\"" '
    $1 == "\"name\"" { here = ($3 == name ",") }
    here && $1 == wanted { gsub(",", "", $3); print $3; exit }' "$work/home/state.json"
}

sql() { psql -qAtX -v ON_ERROR_STOP=1 "$database" "$@"; }

# A database that may forget is fast for the wrong reason.
assert_durable() {
  local setting
  for setting in fsync synchronous_commit full_page_writes; do
    [ "$(sql -c "SHOW $setting")" = on ] || fail "PostgreSQL runs with $setting off: that is no comparison"
  done
}

session_token() { # <user name>
  curl -fsS -H 'content-type: application/json' -d "{\"user\":\"$1\",\"ttlSeconds\":3500}" \
    "$clerk/emulator/tokens" | sed 's/.*"token" *: *"\([^"]*\)".*/\1/'
}
