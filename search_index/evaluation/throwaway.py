"""A database for one run: started, migrated, and gone afterwards."""

import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from foundation import database
from foundation.database.embedded import EmbeddedPostgres
from foundation.database.migrations import migrate

# Nothing of it must survive a crash.
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@asynccontextmanager
async def throwaway_database() -> AsyncIterator[None]:
    """An empty, migrated database on an open pool, in a temporary folder, for the block."""
    folder = _make_folder()
    server = EmbeddedPostgres(folder / "postgres", options=_FAST)
    try:
        database.configure(server.start())
        await migrate()
        async with database.pool(size=4):
            yield
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _make_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ks-evaluation-"))
    # As root the server runs as a user of its own, who must be able to enter.
    folder.chmod(0o711)
    return folder
