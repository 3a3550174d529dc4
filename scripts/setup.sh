#!/bin/sh
# Sets up everything below the project's own folder: uv in .tools/, CPython 3.10 and all packages
# in .venv/. Needs some Python 3 and, the first time, a network. Nothing is installed globally.
set -eu
cd "$(dirname "$0")/.."
export UV_PYTHON_INSTALL_DIR="$PWD/.tools/python" UV_CACHE_DIR="$PWD/.tools/cache"

say() { printf '%s\n' "$*" >&2; }

# Any Python 3 that really runs: a version manager's shim may be on the PATH and refuse.
find_python() {
    for candidate in python3 /usr/bin/python3 /usr/local/bin/python3 python \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3*/bin/python3; do
        if "$candidate" -c 'import sys, venv; sys.exit(sys.version_info < (3, 8))' 2>/dev/null; then
            printf '%s' "$candidate"
            return
        fi
    done
    say "No working Python 3 (3.8 or newer) was found. Install one and try again."
    exit 2
}

install_uv() {
    [ -x .tools/bin/uv ] && cmp -s scripts/uv.txt .tools/uv.txt && return
    say "Fetching uv …"
    python="$(find_python)"
    rm -rf .tools/bin .tools/lib
    if "$python" -m venv .tools 2>/dev/null; then
        .tools/bin/python -m pip install --quiet --disable-pip-version-check \
            --require-hashes -r scripts/uv.txt
    else # a Python without ensurepip, but with pip
        mkdir -p .tools
        "$python" -m pip install --quiet --disable-pip-version-check --target .tools \
            --require-hashes -r scripts/uv.txt
    fi
    cp scripts/uv.txt .tools/uv.txt
}

# uv does not look among pyenv's versions, and pyenv's shims answer only for the selected one.
python_310() {
    for candidate in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10.*/bin/python; do
        [ -x "$candidate" ] && printf '%s' "$candidate" && return
    done
    printf '3.10'
}

install_packages() {
    stamp="$(cat requirements.lock pyproject.toml | cksum)"
    [ -x .venv/bin/veiviser ] && [ "$(cat .venv/.stamp 2>/dev/null)" = "$stamp" ] && return
    say "Installing packages …"
    [ -x .venv/bin/python ] || .tools/bin/uv venv --quiet --python "$(python_310)" .venv
    .tools/bin/uv pip sync --quiet --require-hashes --python .venv/bin/python requirements.lock
    .tools/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation \
        --editable .
    printf '%s' "$stamp" > .venv/.stamp
}

install_uv
install_packages
