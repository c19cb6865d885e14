"""The table of lamps."""

from collections.abc import AsyncIterator

import pytest_asyncio

from foundation.database import execute


@pytest_asyncio.fixture(loop_scope="session")
async def lamps(db: None) -> AsyncIterator[None]:
    """An empty table of lamps."""
    await execute(
        "CREATE TABLE lamp (id uuid PRIMARY KEY, version int NOT NULL, state text NOT NULL, "
        "hidden bool NOT NULL, wired bool NOT NULL, state_reason text, fault text, "
        "lit_at timestamptz, lit_by uuid, updated_at timestamptz)"
    )
    yield
    await execute("DROP TABLE lamp")
