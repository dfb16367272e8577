# Part of ./elara: `./elara compare`. Sourced, not run; uses its functions and $root, $java_home.
# shellcheck shell=sh

peers=$root/benchmarks/target/compare

# Measures Elara beside other kernels: see benchmarks/README.md.
compare() {
  for word; do
    case $word in
      -h | --help) exec python3 "$root/benchmarks/compare" --help ;;
    esac
  done
  prepare_peers
  up_to_date || build
  "$java_home/bin/java" -jar "$libraries/kernelspec.jar" install --prefix "$peers" >/dev/null || exit 1
  # Peers in Java or Kotlin start whatever java comes first.
  unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS
  export JAVA_HOME="$java_home" PATH="$peers/bin:$java_home/bin:$PATH"
  exec "$peers/bin/python" "$root/benchmarks/compare" "$@" </dev/null
}

# The other kernels and what measures them, in an environment of their own.
prepare_peers() {
  wanted=$root/benchmarks/compare/requirements.txt
  cmp -s "$wanted" "$peers/installed.txt" && return 0
  command -v python3 >/dev/null || fail "Python (python3) is not on the PATH; the other kernels need it."
  say "Installing the kernels to compare with into benchmarks/target/compare …"
  mkdir -p "$root/benchmarks/target"
  log=$root/benchmarks/target/compare.log
  { python3 -m venv --clear "$peers" && "$peers/bin/python" -m pip install --disable-pip-version-check -q -r "$wanted"; } \
    >"$log" 2>&1 || {
    tail -n 15 "$log" | sed 's/^/  /' >&2
    fail "the kernels to compare with could not be installed. The whole log: $log"
  }
  cp "$wanted" "$peers/installed.txt"
}
