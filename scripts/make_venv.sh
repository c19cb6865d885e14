#!/usr/bin/env bash
# Make the virtual environment, or keep the one that is there and works.
# usage: scripts/make_venv.sh FOLDER
set -euo pipefail

venv="$1"

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

if [ -x "$venv/bin/python" ] && new_enough "$venv/bin/python" \
    && { "$venv/bin/python" -m pip --version || "$venv/bin/python" -m ensurepip; } >/dev/null 2>&1; then
    exit 0
fi

base=""
for candidate in "${PYTHON3:-python3}" python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null && new_enough "$candidate"; then
        base="$candidate"
        break
    fi
done
[ -n "$base" ] || fail \
    "Python 3.11 以上が必要です。PYTHON3=/path/to/python3 で指定もできます。" \
    "Python 3.11 or newer is needed; name one with PYTHON3=/path/to/python3."

# Debian keeps what venv needs in a package of its own
if ! "$base" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing python3-venv …"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
    else
        fail \
            "$base に venv がありません。次を実行してから、もう一度お試しください：sudo apt-get install python3-venv" \
            "$base has no venv. Run this, then try again: sudo apt-get install python3-venv"
    fi
fi

"$base" -m venv --clear "$venv"
