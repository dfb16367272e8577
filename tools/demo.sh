# Sourced by ./elara: builds the static folder of `elara demo` and hands it to the command line.

# The build tells itself by digest what has not changed; Maven still takes some seconds to find out.
demo() {
  up_to_date || build
  for option; do
    case $option in -h | --help) run demo "$@" ;; esac
  done
  (run demo --check "$@") || exit
  need_maven
  say "Building the static folder (first time, about two minutes) …"
  acquire_lock
  log=$root/$builds/demo.log
  if ! maven -Dfast -DskipTests -pl web-demo/site -am package >"$log" 2>&1; then
    say "elara: the build failed:"
    grep -E '^\[ERROR\]' "$log" | awk '!seen[$0]++' | head -n 15 | sed 's/^/  /' >&2
    say "  The whole log: $log"
    exit 1
  fi
  release_lock
  run demo --folder "$root/web-demo/site/target/fast/site" "$@"
}
