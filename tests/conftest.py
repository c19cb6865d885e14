"""Real parts for tests: one PostgreSQL a session, a database a worker built by migrations."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
import pytest_asyncio
from litestar import Litestar

from foundation import clock, database
from foundation.database.embedded import EmbeddedPostgres
from foundation.database.migrations import migrate
from foundation.settings import Settings
from foundation.web.application import wrap
from portal.application import create_portal

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
"""The instant tests run at: 2026-11-24 12:00 in Tokyo."""

_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def _shared_folder() -> Path:
    # All xdist workers of one run share the cluster; outside homes, as PostgreSQL may run as its own user.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone-{os.getpid()}")
    return Path(tempfile.gettempdir()) / f"ks-tests-{run[:20]}"


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """Address of this worker's own database, with the newest schema."""
    version = int(os.environ.get("KS_TEST_POSTGRES", "18"))
    server = EmbeddedPostgres(_shared_folder(), version, _FAST)
    maintenance = server.start()
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    url = maintenance.replace("/king_salmon?", f"/{name}?")

    async def create() -> None:
        database.configure(maintenance)
        connection = await asyncpg.connect(**database.connection_parameters())
        await connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        await connection.execute(f'CREATE DATABASE "{name}"')
        await connection.close()
        database.configure(url)
        await migrate()

    asyncio.run(create())
    yield url
    server.stop()
    if not (server.cluster / "postmaster.pid").exists():
        # The last worker of the run has left.
        shutil.rmtree(_shared_folder(), ignore_errors=True)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, database_url: str) -> Settings:
    """Settings of the application under test: demo mode, no worker, no embedder."""
    return Settings.load(
        {},
        demo=True,
        cookie_secure=False,
        worker_in_app=False,
        embedder="none",
        database_url=database_url,
        data_dir=tmp_path_factory.mktemp("data"),
        base_url="http://testserver",
    )


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def application(settings: Settings) -> AsyncIterator[Litestar]:
    """The composed application on an open pool."""
    database.configure(str(settings.database_url))
    app = create_portal(settings, own_database=False)
    async with database.pool(size=6):
        yield app


_EMPTY_EVERYTHING = """
DO $$
DECLARE t record; filled boolean;
BEGIN
  PERFORM set_config('session_replication_role', 'replica', true);
  FOR t IN SELECT schemaname, tablename FROM pg_tables
           WHERE schemaname = 'public' AND tablename <> 'migration' LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I)', t.schemaname, t.tablename) INTO filled;
    IF filled THEN
      EXECUTE format('DELETE FROM %I.%I', t.schemaname, t.tablename);
    END IF;
  END LOOP;
END $$
"""


@pytest_asyncio.fixture(loop_scope="session")
async def db(application: Litestar) -> AsyncIterator[None]:
    """An empty database and the clock stopped at `NOW`."""
    await database.execute(_EMPTY_EVERYTHING)
    with clock.frozen(NOW):
        yield


@pytest.fixture
def new_client(
    application: Litestar, settings: Settings, db: None
) -> Callable[..., httpx.AsyncClient]:
    """Makes browsers: HTTP clients of the whole application, each with its own cookies."""
    whole = wrap(application, settings)

    def make(**options: Any) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app=whole, raise_app_exceptions=False),
            base_url="http://testserver",
            **options,
        )

    return make


@pytest_asyncio.fixture(loop_scope="session")
async def client(new_client: Callable[..., httpx.AsyncClient]) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in which nobody is signed in."""
    async with new_client() as browser:
        yield browser
