# Sourced by run, test and bench: a Python environment that matches a lock file, in .venv.
# Nothing here calls pip when the lock is the one that was installed last.

say() { printf '%s\n' "$*" >&2; }

# Installs Debian packages when root; otherwise says in one sentence what to install, and stops.
debian_packages() {
    (($#)) || return 0
    if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
        say "Amana needs Debian packages that are missing here; please run: sudo apt-get install $*"
        exit 1
    fi
    say "Installing Debian packages: $*"
    local log
    log=$(mktemp)
    if ! { DEBIAN_FRONTEND=noninteractive apt-get update &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } \
        >"$log" 2>&1 </dev/null; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        say "Debian's packages could not be installed; nothing else was changed."
        exit 1
    fi
    rm -f "$log"
}

# Debian's own Python first: one under a private home folder cannot be run by another user,
# which sandboxes and database tests need.
find_python() {
    local python
    for python in /usr/bin/python3 /usr/bin/python3.11 python3.13 python3.12 python3.11 python3; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$python"
            return
        fi
    done
    return 1
}

make_venv() {
    [[ -x .venv/bin/python ]] && .venv/bin/python -c '' 2>/dev/null && return
    local python
    if ! python=$(find_python) || ! "$python" -c 'import ensurepip' 2>/dev/null; then
        debian_packages python3 python3-venv
        python=$(find_python) || { say "Amana needs Python 3.11 or newer."; exit 1; }
    fi
    "$python" -m venv --clear .venv
}

# The project itself: a path file to src and a launcher, so that no build step is needed.
link_project() {
    local site
    site=$(printf '%s' .venv/lib/python3.*/site-packages)
    [[ $(cat "$site/amana.pth" 2>/dev/null) == "$PWD/src" ]] || printf '%s\n' "$PWD/src" >"$site/amana.pth"
    [[ -x .venv/bin/amana ]] && return
    cat >.venv/bin/amana <<'LAUNCHER'
#!/bin/sh
'''exec' "$(dirname "$(readlink -f "$0")")/python" -P "$0" "$@" #'''
import sys

from amana.cli import main

sys.exit(main())
LAUNCHER
    chmod +x .venv/bin/amana
}

# environment LOCK...: the last lock is installed; the others are known to be part of it.
environment() {
    local lock=${*: -1} known
    exec 9<"$lock"
    flock 9 # two first starts at once would write over each other
    make_venv
    link_project
    if ! cmp -s "$lock" ".venv/${lock##*/}"; then
        say "Installing the Python packages of $lock (once; about half a minute)"
        .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
            --no-deps --require-hashes --requirement "$lock"
        for known in "$@"; do cp "$known" ".venv/${known##*/}"; done
    fi
    exec 9<&-
}
