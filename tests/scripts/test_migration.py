"""A migration is written from what the tables say and the database has; people complete it."""

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from piccolo.columns import UUID, Array, Bytea, ForeignKey, Integer, Text, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.conf.apps import AppConfig
from piccolo.table import Table

from foundation.database import execute, transaction
from foundation.identity.tables import Account
from scripts.migration import statements, write
from scripts.schema import Difference, differences

pytestmark = pytest.mark.usefixtures("db")


class Undone(Exception):
    """Ends the transaction without leaving anything of it."""


class Leaflet(Table, tablename="leaflet"):
    """As it is written first."""

    id = UUID(primary_key=True, null=False, default=None)
    code = Varchar(length=20, null=False, default="", unique=True)
    author = ForeignKey(Account, on_delete=OnDelete.restrict, null=False, default=None)
    words = Array(Text(null=False, default=""), null=False, default=[])
    picture = Bytea(null=False, default=b"\x01")
    printed = Integer(null=True, default=None)


class LaterLeaflet(Table, tablename="leaflet"):
    """As it is written later: a wider code without a default, no number, a time."""

    id = UUID(primary_key=True, null=False, default=None)
    code = Varchar(length=40, null=True, default=None, unique=True)
    author = ForeignKey(Account, on_delete=OnDelete.restrict, null=False, default=None)
    words = Array(Text(null=False, default=""), null=False, default=[])
    picture = Bytea(null=False, default=b"\x02")
    printed_at = Timestamptz(null=True, default=None)


def area(folder: Path, table: type[Table]) -> AppConfig:
    return AppConfig(app_name="leaflets", migrations_folder_path=str(folder), table_classes=[table])


async def of_leaflets(folder: Path, table: type[Table]) -> list[Difference]:
    every = await differences([area(folder, table)])
    return [one for one in every if one.table == "leaflet"]


@pytest.fixture
async def undone() -> AsyncIterator[None]:
    with suppress(Undone):
        async with transaction():
            yield
            raise Undone


async def test_the_statements_bring_the_database_to_what_the_tables_say(tmp_path, undone):
    for table in (Leaflet, LaterLeaflet):
        found = await of_leaflets(tmp_path, table)
        assert found
        for statement in statements(found):
            if not statement.startswith("--"):
                await execute(statement)
        assert await of_leaflets(tmp_path, table) == []


async def test_what_changes_is_said_before_how(tmp_path, undone):
    for statement in statements(await of_leaflets(tmp_path, Leaflet)):
        await execute(statement)
    written = list(statements(await of_leaflets(tmp_path, LaterLeaflet)))
    assert written[0].startswith(
        "-- leaflet.code: type is character varying(20) in the database, "
        "character varying(40) in tables.py"
    )
    assert "ALTER TABLE leaflet ADD COLUMN printed_at timestamp with time zone;" in written
    assert "ALTER TABLE leaflet DROP COLUMN printed;" in written


def test_the_two_files_stand_beside_each_other(tmp_path):
    now = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    place = write(area(tmp_path, Leaflet), 'Leaflets, "new"', "CREATE TABLE leaflet ();", now)
    assert place.read_text(encoding="utf-8") == "CREATE TABLE leaflet ();\n"
    module = place.with_suffix(".py").read_text(encoding="utf-8")
    assert 'ID = "2026-12-01T09:30:00"' in module
    assert r'DESCRIPTION = "Leaflets, \"new\""' in module
    assert len(module.splitlines()) < 12
