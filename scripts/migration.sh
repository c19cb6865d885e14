#!/usr/bin/env bash
# usage: scripts/migration.sh APP
# Make an area's table migration anew from its tables, under its old id, so that the raw one
# (CHECKs, indexes, triggers) still follows. Only while no installation keeps data.
set -euo pipefail
cd "$(dirname "$0")/.."

app="${1:?usage: scripts/migration.sh APP}"
export PICCOLO_CONF=portal.piccolo_conf
python="${PYTHON:-.venv/bin/python}"

folder="$("$python" - "$app" <<'PYTHON'
import sys

from portal.piccolo_conf import APP_REGISTRY

config = APP_REGISTRY.get_app_config(sys.argv[1])
if config is None:
    sys.exit(f"{sys.argv[1]} is not one of {sorted(APP_REGISTRY.app_configs)} in portal/composition.py")
print(config.resolved_migrations_folder_path)
PYTHON
)"

old="$(grep -lE 'manager\.(add_table|add_column|alter_column)\(' "$folder"/*.py || true)"
if [ "$(grep -c . <<<"$old")" -gt 1 ]; then
    printf 'More than one table migration, remove all but the first:\n%s\n' "$old" >&2
    exit 1
fi
kept=""
if [ -n "$old" ]; then
    kept="$(mktemp)"
    mv "$old" "$kept"
fi

before="$(ls "$folder")"
if ! "$python" -m piccolo.main migrations new "$app" --auto; then
    [ -z "$kept" ] || mv "$kept" "$old"
    exit 1
fi
new="$(comm -13 <(sort <<<"$before") <(ls "$folder" | sort) | grep '\.py$' || true)"
if [ -z "$new" ]; then
    [ -z "$kept" ] || mv "$kept" "$old"
    echo "$app has no tables" >&2
    exit 1
fi

if [ -n "$old" ]; then
    id="$(sed -nE 's/^ID = "([^"]+)"/\1/p' "$kept")"
    sed -E "s/^ID = \"[^\"]+\"/ID = \"$id\"/" "$folder/$new" > "$old"
    rm "$folder/$new" "$kept"
    new="$(basename "$old")"
fi
echo "$folder/$new"
