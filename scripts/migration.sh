#!/usr/bin/env bash
# usage: scripts/migration.sh APP
# Write the migration that brings an area's tables from what its migrations say to what tables.py says.
# Migrations stack: one that anybody has run is never changed. Give the new file a round id and name, and
# put what Piccolo's columns cannot describe (CHECKs, indexes, triggers) into a raw one after it.
set -euo pipefail
cd "$(dirname "$0")/.."

app="${1:?usage: scripts/migration.sh APP}"
export PICCOLO_CONF=portal.piccolo_conf
# "n": a column that goes and one that comes are two columns, not one renamed.
yes n | "${PYTHON:-.venv/bin/python}" -m piccolo.main migrations new "$app" --auto || [ "${PIPESTATUS[1]}" = 0 ]
