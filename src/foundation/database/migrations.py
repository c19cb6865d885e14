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


class MigrationFailed(RuntimeError):
    """A migration did not run; the message holds what Piccolo said."""


def use_configuration(module: str = CONFIGURATION_MODULE) -> None:
    """Tell Piccolo where the list of its apps is."""
    os.environ["PICCOLO_CONF"] = module


async def migrate() -> list[AppliedMigration]:
    """Bring the configured database to the newest schema; returns (app, id) of the migrations run.

    No id can stand in two tables of records afterwards, whichever area has them.

    Raises:
        MigrationFailed: one failed; the database is as it was.
    """
    use_configuration()
    guard = await connect()
    try:
        await guard.execute("SELECT pg_advisory_lock($1)", _LOCK)
        before = await _applied(guard)
        await _run_all()
        return sorted(await _applied(guard) - before)
    finally:
        await guard.close()


async def _run_all() -> None:
    for tries_left in reversed(range(_TRIES)):
        output = io.StringIO()
        try:
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                async with DB.transaction() as whole:
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


@dataclass(frozen=True)
class SchemaGap:
    """How the configured database and this version differ, as (app, id) of migrations.

    Attributes:
        pending: known here, not run there; the database is older.
        unknown: run there, not known here; the database is newer.
    """

    pending: list[AppliedMigration]
    unknown: list[AppliedMigration]


async def schema_gap() -> SchemaGap:
    """Compare the configured database with this version's migrations."""
    use_configuration()
    manager = BaseMigrationManager()
    known: set[AppliedMigration] = set()
    for app in manager.get_app_configs():
        modules = manager.get_migration_modules(app.resolved_migrations_folder_path)
        known.update((app.app_name, name) for name in manager.get_migration_ids(modules))
    connection = await connect()
    try:
        applied = await _applied(connection)
    finally:
        await connection.close()
    return SchemaGap(sorted(known - applied), sorted(applied - known))


async def pending() -> list[AppliedMigration]:
    """(app, id) of migrations that the configured database has not run."""
    return (await schema_gap()).pending


async def _applied(connection: asyncpg.Connection) -> set[AppliedMigration]:
    if not await connection.fetchval("SELECT to_regclass('migration') IS NOT NULL"):
        return set()
    rows = await connection.fetch(f"SELECT app_name, name FROM {Migration._meta.tablename}")
    return {(row["app_name"], row["name"]) for row in rows}
