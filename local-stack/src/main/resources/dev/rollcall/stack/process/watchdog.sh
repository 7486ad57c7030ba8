# Run by Watchdog.java. Lines on stdin: "watch <pid> <TERM|INT>" and "forget <pid>"; at their end
# the launcher is gone, and what is still watched is stopped: first TERM, then INT, then KILL.
trap '' INT TERM HUP
watched=
while read -r verb pid ending; do
  case $verb in
    watch) watched="$watched $ending:$pid" ;;
    forget)
      kept=
      for entry in $watched; do
        [ "${entry#*:}" = "$pid" ] || kept="$kept $entry"
      done
      watched=$kept
      ;;
  esac
done

signal() { # ending signal
  for entry in $watched; do
    case $entry in "$1":*) kill "-$2" "${entry#*:}" 2>/dev/null ;; esac
  done
}

alive() { # ending
  for entry in $watched; do
    case $entry in "$1":*) kill -0 "${entry#*:}" 2>/dev/null && return 0 ;; esac
  done
  return 1
}

stop() { # ending tenths-of-a-second
  signal "$1" "$1"
  left=$2
  while alive "$1" && [ "$left" -gt 0 ]; do
    sleep 0.1 2>/dev/null || { sleep 1; left=$((left - 9)); }
    left=$((left - 1))
  done
  signal "$1" KILL
}

stop TERM 100
stop INT 150
