"""Write the migration that brings the database from what it is to what an area's `tables.py` says.

    python -m scripts.migration APP "What changes, in a line"

It compares the tables with a database made by the migrations so far, and writes what it finds as SQL
statements beside a few lines of Python. Only the person who reads them knows whether a column that
went and one that came are the same, and what CHECKs, indexes and triggers belong to them.
"""

import argparse
import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from piccolo.conf.apps import AppConfig

from foundation.database.migrations import use_configuration
from portal.piccolo_conf import APP_REGISTRY
from scripts.schema import Difference, Shape, differences
from search_index.evaluation.throwaway import throwaway_database

MODULE = """from foundation.database.sql_migrations import sql_migration

ID = "{id}"
DESCRIPTION = {description}

forwards = sql_migration(__file__, "{app}", ID, DESCRIPTION)
"""


def statements(found: list[Difference]) -> Iterator[str]:
    """SQL for these differences, table by table; what needs a person's thought is a comment."""
    for table in dict.fromkeys(one.table for one in found):
        here = [one for one in found if one.table == table]
        if here[0].new_table:
            columns = [f"    {_column(one.column, one.written)}" for one in here if one.written]
            yield f"CREATE TABLE {table} (\n" + ",\n".join(columns) + "\n);"
            continue
        for one in here:
            yield from _alterations(one)


def _alterations(one: Difference) -> Iterator[str]:
    alter = f"ALTER TABLE {one.table}"
    if one.found is None and one.written:
        yield f"{alter} ADD COLUMN {_column(one.column, one.written)};"
    elif one.written is None:
        yield f"{alter} DROP COLUMN {one.column};"
    elif one.found:
        yield f"-- {one}"
        column = f"{alter} ALTER COLUMN {one.column}"
        if one.found.type != one.written.type:
            yield f"{column} TYPE {one.written.type};"
        if one.found.null != one.written.null:
            yield f"{column} {'DROP' if one.written.null else 'SET'} NOT NULL;"
        if one.found.default != one.written.default:
            default = one.written.default
            yield f"{column} {'DROP DEFAULT' if default is None else f'SET DEFAULT {default}'};"


def _column(name: str, shape: Shape) -> str:
    parts = [name, shape.type]
    if not shape.null and not shape.primary:
        parts.append("NOT NULL")
    if shape.default is not None:
        parts.append(f"DEFAULT {shape.default}")
    parts += ["PRIMARY KEY"] * shape.primary + ["UNIQUE"] * shape.unique
    if shape.target:
        parts.append(f"REFERENCES {shape.target}")
    return " ".join(parts)


async def found_in(app: AppConfig) -> list[Difference]:
    """How this area's tables differ from a database that the migrations make."""
    tables = {table._meta.tablename for table in app.table_classes}
    async with throwaway_database():
        every = await differences(APP_REGISTRY.app_configs.values())
    return [one for one in every if one.table in tables and not one.excepted]


def write(app: AppConfig, description: str, sql: str, now: datetime) -> Path:
    """Write the two files of a migration; returns the one with the statements."""
    stem = f"{app.app_name}_{now:%Y_%m_%dt%H_%M_%S}"
    module = Path(app.resolved_migrations_folder_path) / f"{stem}.py"
    module.write_text(
        MODULE.format(
            id=f"{now:%Y-%m-%dT%H:%M:%S}",
            description=json.dumps(description, ensure_ascii=False),
            app=app.app_name,
        ),
        encoding="utf-8",
    )
    statements_file = module.with_suffix(".sql")
    statements_file.write_text(sql + "\n", encoding="utf-8")
    return statements_file


def main() -> None:
    """Compare, write, and say where."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("app", choices=sorted(APP_REGISTRY.app_configs))
    parser.add_argument("description", help="what changes, in a line")
    given = parser.parse_args()
    use_configuration()
    app = APP_REGISTRY.app_configs[given.app]
    sql = "\n".join(statements(asyncio.run(found_in(app))))
    place = write(app, given.description, sql or "-- tables.py says nothing new", datetime.now(UTC))
    print(f"Read and complete {place}")


if __name__ == "__main__":
    main()
