# Part of ./elara: `./elara test`. Sourced, not run; uses its functions and $root, $java_home.
# shellcheck shell=sh

tests=kernelspec/src/test/python
venv=$root/.venv

test_usage() {
  cat <<'USAGE'
Usage: ./elara test                          build and test everything, as a release is tested
       ./elara test --quick [MODULE] [-DOPTION]…   unit tests of one module (default: all), no checks
       ./elara test --clients [PYTEST ARGUMENT]…   only the tests with real Jupyter clients
       ./elara test --prepare                only install what the tests need

MODULE is a folder such as java-shell; -Dtest=SomeTest narrows it down.
What the tests need is installed into .venv; Chromium and Xvfb come from the system's package manager.
USAGE
}

test_everything() {
  case ${1:-} in
    '') test_all ;;
    --quick) shift && test_quick "$@" ;;
    --clients) shift && test_clients "$@" ;;
    --prepare) prepare ;;
    -h | --help) test_usage ;;
    *)
      test_usage >&2
      exit 2
      ;;
  esac
}

stage() { printf '\n== %s\n' "$*"; }

# --- What the tests need -----------------------------------------------------------------------

on_macos() { [ "$(uname -s)" = Darwin ]; }

# Runs a command as root, if that needs no password.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n "$@"
  else
    return 1
  fi
}

apt_updated=
# Installs packages $@ on Debian and its kin. Fails elsewhere and without the right to.
apt_install() {
  command -v apt-get >/dev/null || return 1
  if [ -z "$apt_updated" ]; then
    as_root apt-get update -qq >/dev/null || return 1
    apt_updated=yes
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
    >"$root/target/apt.log" 2>&1 </dev/null
}

# How to get a program: $1 for apt, $2 for brew, $3 for dnf.
how_to_get() {
  if on_macos; then
    printf 'brew install %s' "$2"
  elif command -v apt-get >/dev/null; then
    printf 'apt-get update && apt-get install %s' "$1"
  elif command -v dnf >/dev/null; then
    printf 'dnf install %s' "$3"
  else
    printf 'install %s with your package manager' "$1"
  fi
}

need_node() {
  command -v node >/dev/null || fail "Node.js (node) is not on the PATH; the browser build's tests run in it." \
    "Get it: $(how_to_get nodejs node nodejs)"
  node_version=$(node --version | sed 's/^v//; s/\..*//')
  [ "$node_version" -ge 18 ] || fail "Node.js is $(node --version); the tests need 18 or newer." \
    "Get it: $(how_to_get nodejs node nodejs)"
}

need_python() {
  command -v python3 >/dev/null || fail "Python (python3) is not on the PATH; the Jupyter clients of the tests need it." \
    "Get it: $(how_to_get 'python3 python3-venv' python python3)"
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
    fail "python3 is $(python3 --version 2>&1); the Jupyter clients of the tests need 3.10 or newer." \
      "Get it: $(how_to_get 'python3 python3-venv' python python3)"
}

# Python packages into .venv; again whenever the list of them changes.
prepare_python() {
  cmp -s "$root/$tests/requirements.txt" "$venv/installed.txt" && return 0
  need_python
  say "Installing the Jupyter clients into .venv (about a minute) …"
  log=$root/target/venv.log
  if ! python3 -m venv --clear "$venv" >"$log" 2>&1; then
    # Debian keeps a part of venv in a package of its own.
    apt_install python3-venv && python3 -m venv --clear "$venv" >"$log" 2>&1 || {
      sed 's/^/  /' "$log" >&2
      fail "python3 cannot make a virtual environment." "Get it: $(how_to_get python3-venv python python3)"
    }
  fi
  "$venv/bin/python" -m pip install --disable-pip-version-check -q -r "$root/$tests/requirements.txt" >"$log" 2>&1 || {
    tail -n 15 "$log" | sed 's/^/  /' >&2
    fail "pip could not install $tests/requirements.txt. The whole log: $log"
  }
  cp "$root/$tests/requirements.txt" "$venv/installed.txt"
}

find_chromium() {
  for name in "${ELARA_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    [ -n "$name" ] || continue
    chromium=$(command -v "$name") || continue
    # Ubuntu's chromium-browser is a script that only says to install a snap.
    "$chromium" --version >/dev/null 2>&1 </dev/null && return 0
  done
  return 1
}

prepare_chromium() {
  if ! find_chromium; then
    say "Installing Chromium …"
    apt_install chromium && find_chromium ||
      fail "no Chromium found; JupyterLab is tested in it." \
        "Get it: $(how_to_get chromium '--cask chromium' chromium)" \
        "If you have one elsewhere: ELARA_CHROMIUM=/path/to/chromium ./elara test"
  fi
  export ELARA_CHROMIUM="$chromium"
}

# A screen without a display, and what Swing and JavaFX need to show a window on it.
has_screen() {
  command -v Xvfb >/dev/null && for library in libgtk-3 libXtst libXi libXrender; do
    /sbin/ldconfig -p 2>/dev/null | grep -q "$library\.so" || return 1
  done
}

prepare_screen() {
  [ "$(uname -s)" = Linux ] || return 0
  has_screen && return 0
  packages='xvfb libgtk-3-0 libxtst6 libxi6 libxrender1'
  say "Installing Xvfb …"
  # shellcheck disable=SC2086 # several packages
  apt_install $packages && has_screen ||
    fail "no Xvfb found, or a library is missing; Swing's and JavaFX's windows are tested on it." \
      "Get it: $(how_to_get "$packages" '' 'xorg-x11-server-Xvfb gtk3 libXtst libXi libXrender')"
}

prepare() {
  mkdir -p "$root/target"
  need_maven
  need_node
  prepare_python
  prepare_chromium
  prepare_screen
}

# --- The stages --------------------------------------------------------------------------------

# The tests may leave nothing of the surroundings in: only what they say themselves counts.
clean_surroundings() {
  unset JUPYTER_PATH JUPYTER_DATA_DIR JUPYTER_CONFIG_DIR JUPYTER_RUNTIME_DIR VIRTUAL_ENV PYTHONPATH PYTHONHOME \
    ELARA_JAVA_OPTS JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS
  export PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
  export JAVA_HOME="$java_home"
}

# Runs a command, its output shown and kept in $1.
logged() {
  file=$1
  shift
  {
    "$@"
    echo $? >"$file.code"
  } 2>&1 | tee "$file"
  return "$(cat "$file.code")"
}

# Runs a command that can be interrupted, even if these tests run in the background.
interruptible() {
  exec "$venv/bin/python" "$root/tools/interruptible.py" "$@" </dev/null
}

run_maven() {
  (cd "$root" && interruptible mvn -B -ntp "$@")
}

run_pytest() {
  (cd "$root/$tests" && interruptible "$venv/bin/python" -m pytest -p no:cacheprovider "$@")
}

test_all() {
  started_at=$(date +%s)
  clean_surroundings
  stage "What the tests need"
  prepare
  printf 'JDK: %s\nMaven: %s\nNode: %s\nPython: %s\nChromium: %s\n' "$java_home" "$(command -v mvn)" \
    "$(node --version)" "$("$venv/bin/python" --version)" "$chromium"
  result=0
  stage "Maven: every module's unit and integration tests"
  built_from=$root/target/tested.$$
  : >"$built_from"
  logged "$root/target/verify.log" run_maven --fail-at-end verify || result=1
  if [ "$result" -eq 0 ]; then
    acquire_lock
    publish "$built_from" kernelspec/target/elara/lib
    release_lock
    stage "Jupyter clients"
    logged "$root/target/pytest.log" run_pytest || result=1
  else
    rm -f "$built_from"
    say "Maven's tests failed: those with Jupyter clients were not run."
  fi
  summary
  return "$result"
}

summary() {
  stage "Summary"
  sed -n 's/^\[[A-Z]*\] *\(Tests run: [^-]*\)$/Maven:  \1/p' "$root/target/verify.log"
  [ "$result" -ne 0 ] || closing=passed
  if [ -f "$root/target/pytest.log" ]; then
    grep -E '^=+ .*(passed|failed|error).* in ' "$root/target/pytest.log" | tail -n 1
  fi
  printf 'elara test: %s after %s s\n' "${closing:-FAILED}" $(($(date +%s) - started_at))
}

test_quick() {
  modules=
  case ${1:-} in
    '' | -*) ;;
    *)
      [ -f "$root/$1/pom.xml" ] || fail "there is no module $1." "Modules: $(cd "$root" && echo */pom.xml | sed 's|/pom.xml||g')"
      modules="-pl $1 -am"
      shift
      ;;
  esac
  # shellcheck disable=SC2086
  maven -Dfast $modules -Dsurefire.failIfNoSpecifiedTests=false "$@" test
}

test_clients() {
  clean_surroundings
  prepare
  up_to_date || build
  run_pytest "$@"
}
