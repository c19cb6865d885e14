"""Running a coroutine with the installation's database at hand."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from foundation.database.migrations import AppliedMigration, migrate
from foundation.settings import Settings
from portal.application import compose, open_database

T = TypeVar("T")


def run(work: Callable[[], Awaitable[T]], settings: Settings | None = None) -> T:
    """Do the work in the composed application, with an open pool."""
    chosen = settings or Settings.load()
    compose(chosen)

    async def with_database() -> T:
        async with open_database(chosen):
            return await work()

    return asyncio.run(with_database())


def run_migrations(settings: Settings) -> list[AppliedMigration]:
    """Bring the database to the newest schema."""
    return run(migrate, settings)
