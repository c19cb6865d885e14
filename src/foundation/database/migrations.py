"""Migrations, run once by one process at a time, and all of them or none.

Piccolo takes no lock, makes a transaction of each migration and prints as it goes; here an advisory
lock lets a second process wait for the first, one transaction holds the whole upgrade, so that no
process of an earlier version writes between two migrations, and the output is kept for the case of
failure.
"""

import contextlib
import io
import os
from dataclasses import dataclass

import asyncpg
from piccolo.apps.migrations.commands.base import BaseMigrationManager
from piccolo.apps.migrations.commands.forwards import run_forwards
from piccolo.apps.migrations.tables import Migration

from foundation.database.engine import DB, connect

CONFIGURATION_MODULE = "portal.piccolo_conf"
_LOCK = 4_019_774_203
# Processes at work hold locks that an upgrade needs, in another order; it gives way and begins again.
_TRIES = 5
AppliedMigration = tuple[str, str]
Baselines = dict[AppliedMigration, set[AppliedMigration]]
"""Migrations that build an area from nothing, with the earlier ones that each stands for."""


class MigrationFailed(RuntimeError):
    """A migration did not run; the message holds what Piccolo said."""


class HalfUpgraded(MigrationFailed):
    """Only some of the migrations that a baseline stands for have run; the message names the others."""


def use_configuration(module: str = CONFIGURATION_MODULE) -> None:
    """Tell Piccolo where the list of its apps is."""
    os.environ["PICCOLO_CONF"] = module


async def migrate() -> list[AppliedMigration]:
    """Bring the configured database to the newest schema; returns (app, id) of the migrations run.

    A database that ran all migrations which a baseline stands for has that baseline from then on.
    No id can stand in two tables of records afterwards, whichever area has them.

    Raises:
        HalfUpgraded: it ran only some of those; nothing was changed.
        MigrationFailed: one failed; the database is as it was.
    """
    use_configuration()
    guard = await connect()
    try:
        await guard.execute("SELECT pg_advisory_lock($1)", _LOCK)
        gap = _compare(await _applied(guard))
        if gap.halfway:
            raise HalfUpgraded(", ".join(" ".join(pair) for pair in gap.halfway))
        await _run_all(gap)
        return gap.pending
    finally:
        await guard.close()


async def _run_all(gap: "SchemaGap") -> None:
    for tries_left in reversed(range(_TRIES)):
        output = io.StringIO()
        try:
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                async with DB.transaction() as whole:
                    await _adopt(gap.adopted)
                    result = await run_forwards("all")
                    if not result.success:
                        raise MigrationFailed(output.getvalue())
                    # New tables of records get the trigger that keeps an id in one of them only.
                    await whole.connection.execute("SELECT guard_record_identities()")
            return
        except MigrationFailed:
            raise
        except asyncpg.DeadlockDetectedError as error:
            if not tries_left:
                raise MigrationFailed(f"{error}\n{output.getvalue()}") from error
        except Exception as error:
            raise MigrationFailed(f"{error}\n{output.getvalue()}") from error


async def _adopt(baselines: Baselines) -> None:
    for (app, name), replaced in baselines.items():
        await Migration.delete().where(
            Migration.app_name == app, Migration.name.is_in([old for _app, old in replaced])
        )
        await Migration.insert(Migration(name=name, app_name=app))


@dataclass(frozen=True)
class SchemaGap:
    """How the configured database and this version differ, as (app, id) of migrations.

    Attributes:
        pending: known here, not run there; the database is older.
        unknown: run there, not known here; the database is newer.
        halfway: of an earlier version and not run there, though others of the same area were;
            that version has to finish its upgrade first.
        adopted: baselines whose database is there already, with what each of them stands for.
    """

    pending: list[AppliedMigration]
    unknown: list[AppliedMigration]
    halfway: list[AppliedMigration]
    adopted: Baselines


async def schema_gap() -> SchemaGap:
    """Compare the configured database with this version's migrations."""
    use_configuration()
    connection = await connect()
    try:
        return _compare(await _applied(connection))
    finally:
        await connection.close()


async def pending() -> list[AppliedMigration]:
    """(app, id) of migrations that the configured database has not run."""
    return (await schema_gap()).pending


def _compare(applied: set[AppliedMigration]) -> SchemaGap:
    known, baselines = _known()
    adopted = {one: old for one, old in baselines.items() if old <= applied}
    replaced = {pair for old in baselines.values() for pair in old}
    begun = {one for one, old in baselines.items() if old & applied} - adopted.keys()
    return SchemaGap(
        pending=sorted(known - applied - adopted.keys()),
        unknown=sorted(applied - known - replaced),
        halfway=sorted(pair for one in begun for pair in baselines[one] - applied),
        adopted=adopted,
    )


def _known() -> tuple[set[AppliedMigration], Baselines]:
    manager = BaseMigrationManager()
    known: set[AppliedMigration] = set()
    baselines: Baselines = {}
    for config in manager.get_app_configs():
        modules = manager.get_migration_modules(config.resolved_migrations_folder_path)
        for name, module in modules.items():
            known.add((config.app_name, name))
            if replaced := getattr(module, "REPLACES", ()):
                baselines[config.app_name, name] = {(config.app_name, old) for old in replaced}
    return known, baselines


async def _applied(connection: asyncpg.Connection) -> set[AppliedMigration]:
    if not await connection.fetchval("SELECT to_regclass('migration') IS NOT NULL"):
        return set()
    rows = await connection.fetch(f"SELECT app_name, name FROM {Migration._meta.tablename}")
    return {(row["app_name"], row["name"]) for row in rows}
