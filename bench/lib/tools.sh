# What a run needs beside the JDK. Sourced by bench/run.

say() { echo "bench: $*" >&2; }
fail() { say "$*"; exit 1; }

require() { # <command> <Debian package>
  command -v "$1" >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing $2"
    apt-get update -qq >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >/dev/null 2>&1 || true
  fi
  command -v "$1" >/dev/null || fail "$1 is missing: install it (Debian: apt-get install $2)"
}

require_tools() { # <names of benches>
  [ -r /proc/self/stat ] || fail "reads /proc: Linux only"
  require curl curl
  require psql postgresql-client
  case " $1 " in *" profile "* | *" gateway "* | *" resolve "*) require wrk wrk ;; esac
  case " $1 " in *" gateway "*) require_haproxy ;; esac
  case " $1 " in *" accept "* | *" pipeline "* | *" apply "*) require_pgbench ;; esac
}

require_haproxy() {
  PATH="$PATH:/usr/sbin" require haproxy haproxy
  haproxy=$(PATH="$PATH:/usr/sbin" command -v haproxy)
}

# Debian packs pgbench with the server. Installing that would make a cluster and start it, so only
# the program is taken out of the package.
require_pgbench() {
  pgbench=$(command -v pgbench || ls "$bench"/target/postgresql/usr/lib/postgresql/*/bin/pgbench 2>/dev/null || true)
  [ -n "$pgbench" ] && return
  command -v apt-get >/dev/null || fail "pgbench is missing: install it (it comes with PostgreSQL)"
  say "fetching pgbench"
  local package
  package=$(apt-cache depends postgresql | sed -n 's/.*Depends: \(postgresql-[0-9]*\)$/\1/p' | head -n 1)
  mkdir -p "$bench/target/postgresql"
  (cd "$work" && apt-get download -qq "$package" >/dev/null 2>&1 \
    && dpkg-deb -x "$package"_*.deb "$bench/target/postgresql") \
    || fail "pgbench is missing: install it (Debian: apt-get install $package)"
  pgbench=$(ls "$bench"/target/postgresql/usr/lib/postgresql/*/bin/pgbench)
}

find_java() {
  . "$root/.mvn/jdk.sh"
  rollcall_find_jdk || exit 1
}

compile_load() {
  find_java
  classes="$bench/target/classes"
  if [ -n "$(find "$bench"/load -name '*.java' -newer "$classes/.compiled" 2>/dev/null)" ] || [ ! -f "$classes/.compiled" ]; then
    mkdir -p "$classes"
    "$JAVA_HOME/bin/javac" -Xlint:all -Werror -d "$classes" "$bench"/load/*.java
    touch "$classes/.compiled"
  fi
}

java_tool() { # <class> <arguments...>
  local class=$1
  shift
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx256m -cp "$classes" "dev.rollcall.bench.$class" "$@"
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}
