"""`kingsalmon worker`, stopped as an installation stops it."""

import asyncio
import json
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from foundation.audit import FOLDER, Status, status, verify
from foundation.database import fetch_value
from foundation.jobs import workers_alive
from foundation.settings import Settings, use
from portal.application import worker_in_background
from tests.factories.audit import record_some, until_quiet

pytestmark = pytest.mark.usefixtures("db")

PATIENCE_SECONDS = 30


async def until_alive() -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not await workers_alive():
        assert time.monotonic() < deadline, "no worker came up"
        await asyncio.sleep(0.05)


def newest_head(folder: Path) -> int:
    return max(json.loads(file.read_text())["sequence"] for file in folder.iterdir())


async def require_sealed_to_the_end(folder: Path) -> None:
    assert await status() == Status(sealed=4, unsealed=0)
    assert newest_head(folder) == await fetch_value("SELECT max(id) FROM audit_seal")
    assert await verify(folder) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_seals_to_the_end_and_leaves_the_head(settings: Settings, tmp_path: Path, number):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from portal.cli import main; main()",
        "worker",
        env={
            **os.environ,
            "KS_DEMO": "true",
            "KS_EMBEDDER": "none",
            "KS_DATABASE_URL": str(settings.database_url),
            "KS_DATA_DIR": str(tmp_path),
        },
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await until_alive()
        await record_some(4)
        await until_quiet()
    finally:
        process.send_signal(number)
        await asyncio.wait_for(process.wait(), PATIENCE_SECONDS)
    assert process.returncode == 0
    await require_sealed_to_the_end(tmp_path / FOLDER)


async def test_the_worker_inside_the_application_does_so_too(settings: Settings, tmp_path: Path):
    try:
        async with worker_in_background(replace(settings, data_dir=tmp_path)):
            await until_alive()
            await record_some(4)
            await until_quiet()
    finally:
        use(settings)
    await require_sealed_to_the_end(tmp_path / FOLDER)
