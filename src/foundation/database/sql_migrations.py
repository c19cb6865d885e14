"""Migrations written in SQL: a few lines of Python for Piccolo's runner, the statements beside them.

A baseline is one that stands for all migrations of its area before it, named in its `REPLACES`: it
builds a new database, and a database that ran all of those counts as having it.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database.engine import DB


def sql_migration(
    file: str, app: str, migration_id: str, description: str, *, first: Callable[[], str] = str
) -> Callable[[], Awaitable[MigrationManager]]:
    """What Piccolo calls to run the statements in the file of the same name that ends in `.sql`.

    Args:
        file: the migration's own `__file__`.
        app: the app's name for Piccolo.
        first: makes statements that run before these.
    """

    async def forwards() -> MigrationManager:
        statements = first() + Path(file).with_suffix(".sql").read_text(encoding="utf-8")

        async def run() -> None:
            # Many statements in one text need the connection itself.
            async with DB.transaction() as whole:
                await whole.connection.execute(statements)

        manager = MigrationManager(migration_id=migration_id, app_name=app, description=description)
        manager.add_raw(run)
        return manager

    return forwards
