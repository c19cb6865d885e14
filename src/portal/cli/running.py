"""Running a coroutine with the installation's database at hand."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import click

from foundation.database.migrations import AppliedMigration, HalfUpgraded, migrate, schema_gap
from foundation.settings import LANGUAGE, PREFIX, Settings, default_data_directory
from portal.application import compose, open_database

T = TypeVar("T")


def demo_folder() -> Path:
    """Where the demo keeps its data unless told otherwise."""
    return default_data_directory() / "demo"


def local_settings() -> Settings:
    """The settings of the installation on this machine.

    Where nothing is configured and the demo has been started, they are the demo's, so that its
    commands work in a second terminal.
    """
    configured = any(name.startswith(PREFIX) and name != LANGUAGE for name in os.environ)
    if not configured and demo_folder().is_dir():
        return Settings.load(demo=True, data_dir=demo_folder())
    return Settings.load()


def run(work: Callable[[], Awaitable[T]], settings: Settings | None = None) -> T:
    """Do the work in the composed application, with an open pool."""
    chosen = settings or local_settings()
    compose(chosen)

    async def with_database() -> T:
        async with open_database(chosen):
            return await work()

    return asyncio.run(with_database())


async def database_fits() -> None:
    """See before serving or working that the database answers and has this version's schema.

    Raises:
        ClickException: it is older or newer; in one line, what to do.
        HalfUpgraded: an earlier version has to finish its upgrade first.
        DatabaseUnavailable: it does not answer.
    """
    gap = await schema_gap()
    if gap.unknown:
        raise click.ClickException(
            "The database has the schema of a newer version: run that version, "
            "or restore a backup from before it."
        )
    if gap.halfway:
        raise HalfUpgraded
    if gap.pending:
        raise click.ClickException(
            "The database has no schema, or that of an earlier version: run kingsalmon migrate."
        )


def run_migrations(settings: Settings) -> list[AppliedMigration]:
    """Bring the database to the newest schema."""
    return run(migrate, settings)
