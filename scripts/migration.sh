#!/usr/bin/env bash
# usage: scripts/migration.sh APP "WHAT CHANGES"
# Write the migration that brings the database from what it is to what an area's tables.py says, as SQL to
# read and complete. Migrations stack: one that anybody has run is never changed.
set -euo pipefail
cd "$(dirname "$0")/.."
exec "${PYTHON:-.venv/bin/python}" -m scripts.migration "$@"
