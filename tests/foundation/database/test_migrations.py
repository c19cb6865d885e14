"""Migrations go on after a baseline, in SQL or in Piccolo's words, all of them or none."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import asyncpg
import pytest
from piccolo.conf.apps import AppConfig, AppRegistry

from foundation import database
from foundation.database import execute, fetch_value
from foundation.database.migrations import (
    HalfUpgraded,
    MigrationFailed,
    migrate,
    pending,
    schema_gap,
)
from portal import piccolo_conf

pytestmark = pytest.mark.usefixtures("db")

BASELINE, SECOND, THIRD = "2026-12-01T00:00:00", "2026-12-02T00:00:00", "2026-12-03T00:00:00"
OLD = ("2026-11-01T00:00:00", "2026-11-02T00:00:00")
IN_SQL = """from foundation.database.sql_migrations import sql_migration

ID = "{id}"
DESCRIPTION = ""
{more}

forwards = sql_migration(__file__, "leaflets", ID, DESCRIPTION)
"""
IN_PICCOLO = """from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Integer

ID = "{id}"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="leaflets", description="")
    manager.add_column(
        table_class_name="Leaflet", tablename="leaflet", column_name="printed",
        db_column_name="printed", column_class_name="Integer", column_class=Integer,
        params={{"default": 1, "null": False}}, schema=None,
    )
    return manager
"""
WAITING = """
SELECT count(*) > 0 FROM pg_stat_activity
 WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0
"""
Write = Callable[..., None]


@pytest.fixture
async def leaflets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Write]:
    """Adds migrations to an area beside the application's own; its table is gone afterwards."""
    mark = tmp_path.name
    app = AppConfig(app_name="leaflets", migrations_folder_path=str(tmp_path), table_classes=[])
    package = tmp_path / "package" / f"leaflets_{mark}.py"
    package.parent.mkdir()
    package.write_text("APP_CONFIG = None\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(package.parent))
    monkeypatch.setattr(__import__(package.stem), "APP_CONFIG", app)
    monkeypatch.setattr(sys, "path", [*sys.path])
    apps = [*piccolo_conf.APP_REGISTRY.apps, package.stem]
    monkeypatch.setattr(piccolo_conf, "APP_REGISTRY", AppRegistry(apps=apps))

    def write(migration_id: str, text: str = IN_SQL, sql: str = "", more: str = "") -> None:
        # Modules are imported by their names, so no two tests may use the same.
        module = tmp_path / f"{mark}_{migration_id[:10].replace('-', '_')}.py"
        module.write_text(text.format(id=migration_id, more=more), encoding="utf-8")
        module.with_suffix(".sql").write_text(sql, encoding="utf-8")

    yield write
    await execute("DROP TABLE IF EXISTS leaflet")
    await execute("DELETE FROM migration WHERE app_name = 'leaflets'")


async def applied() -> list[str]:
    rows = await database.fetch("SELECT name FROM migration WHERE app_name = 'leaflets' ORDER BY 1")
    return [row["name"] for row in rows]


async def ran(*names: str) -> None:
    for name in names:
        await execute("INSERT INTO migration (app_name, name) VALUES ('leaflets', $1)", name)


async def test_later_migrations_go_on_from_a_baseline(leaflets: Write):
    leaflets(BASELINE, sql="CREATE TABLE leaflet (id uuid PRIMARY KEY);", more=f"REPLACES = {OLD}")
    assert await migrate() == [("leaflets", BASELINE)]
    leaflets(SECOND, IN_PICCOLO)
    leaflets(THIRD, sql="ALTER TABLE leaflet ADD CHECK (printed > 0); -- both '\nSELECT 1;")
    assert await pending() == [("leaflets", SECOND), ("leaflets", THIRD)]
    assert await migrate() == [("leaflets", SECOND), ("leaflets", THIRD)]
    await execute("INSERT INTO leaflet (id) VALUES (gen_random_uuid())")
    assert await fetch_value("SELECT printed FROM leaflet") == 1
    assert await fetch_value("SELECT count(*) FROM record_identity WHERE kind = 'leaflet'") == 1


async def test_a_database_that_ran_all_before_has_the_baseline_and_goes_on(leaflets: Write):
    await execute("CREATE TABLE leaflet (id uuid PRIMARY KEY)")
    await ran(*OLD)
    leaflets(BASELINE, sql="no SQL at all", more=f"REPLACES = {OLD}")
    gap = await schema_gap()
    assert (gap.pending, gap.unknown, gap.halfway) == ([], [], [])
    assert await migrate() == []
    assert await applied() == [BASELINE]
    leaflets(SECOND, IN_PICCOLO)
    assert await migrate() == [("leaflets", SECOND)]


async def test_one_that_ran_some_before_is_refused_as_it_is(leaflets: Write):
    await ran(OLD[0])
    leaflets(BASELINE, sql="CREATE TABLE leaflet ();", more=f"REPLACES = {OLD}")
    gap = await schema_gap()
    assert gap.pending == [("leaflets", BASELINE)]
    assert gap.halfway == [("leaflets", OLD[1])]
    with pytest.raises(HalfUpgraded, match=OLD[1]):
        await migrate()
    assert await applied() == [OLD[0]]
    assert await fetch_value("SELECT to_regclass('leaflet')") is None


async def test_an_upgrade_that_fails_changes_nothing(leaflets: Write):
    await execute("CREATE TABLE leaflet (id uuid PRIMARY KEY)")
    await ran(*OLD)
    leaflets(BASELINE, sql="no SQL at all", more=f"REPLACES = {OLD}")
    leaflets(SECOND, IN_PICCOLO)
    leaflets(THIRD, sql="ALTER TABLE leaflet ADD CHECK (nothing > 0);")
    with pytest.raises(MigrationFailed, match="nothing"):
        await migrate()
    assert await applied() == list(OLD)
    columns = "SELECT count(*) FROM information_schema.columns WHERE table_name = 'leaflet'"
    assert await fetch_value(columns) == 1


async def test_an_upgrade_waits_for_those_who_are_writing(leaflets: Write):
    await execute("CREATE TABLE leaflet (id uuid PRIMARY KEY)")
    leaflets(SECOND, IN_PICCOLO)
    other = await asyncpg.connect(**database.connection_parameters())
    writing = other.transaction()
    await writing.start()
    await other.execute("INSERT INTO leaflet (id) VALUES (gen_random_uuid())")
    upgrade = asyncio.create_task(migrate())
    for _try in range(1500):
        if await other.fetchval(WAITING):
            break
        await asyncio.sleep(0.02)
    assert not upgrade.done()
    await writing.commit()
    await other.close()
    assert await upgrade == [("leaflets", SECOND)]
    assert await fetch_value("SELECT printed FROM leaflet") == 1
