# Finds a JDK of at least version 25 and exports JAVA_HOME. Sourced by ./mvnw and ./rollcall.
# Order: ROLLCALL_JAVA_HOME, JAVA_HOME, the usual places, the java on the PATH.

rollcall_jdk_version() { # prints the feature version of the JDK at $1, or 0
  _release="$1/release"
  [ -x "$1/bin/javac" ] && [ -r "$_release" ] || { echo 0; return; }
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$_release" | head -n 1
}

rollcall_find_jdk() {
  _path_java=$(command -v javac 2>/dev/null || true)
  if [ -n "$_path_java" ] && command -v readlink >/dev/null 2>&1; then
    _path_java=$(dirname "$(dirname "$(readlink -f "$_path_java" 2>/dev/null || echo "$_path_java")")")
  fi
  for _home in "${ROLLCALL_JAVA_HOME:-}" "${JAVA_HOME:-}" "$_path_java" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME:-/}"/.sdkman/candidates/java/* \
    "${HOME:-/}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*; do
    [ -n "$_home" ] && [ -d "$_home" ] || continue
    _version=$(rollcall_jdk_version "$_home")
    if [ "${_version:-0}" -ge 25 ]; then
      JAVA_HOME=$_home
      export JAVA_HOME
      return 0
    fi
  done
  echo "No JDK 25 or newer found: install one (for example temurin-25-jdk) or set ROLLCALL_JAVA_HOME to it." >&2
  return 1
}
