"""Databases of earlier versions are brought along."""

import asyncio
import json
import os
import sys

import asyncpg

from foundation import database


async def test_records_are_indexed_after_an_upgrade_of_an_empty_index(
    database_url: str, db: None
) -> None:
    name = f"upgrade_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    connection = await asyncpg.connect(**database.connection_parameters())
    await connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
    await connection.execute(f'CREATE DATABASE "{name}"')
    try:
        here = await connection.fetchval("SELECT current_database()")
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.portal.upgrading",
            database_url.replace(f"/{here}?", f"/{name}?"),
            stdout=asyncio.subprocess.PIPE,
        )
        output, _ = await process.communicate()
        assert process.returncode == 0
    finally:
        await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        await connection.close()
    found = json.loads(output.splitlines()[-1])
    assert found["before"] == 0
    assert found["after"] == {"challenge": 1, "solution": 1, "startup": 1}
    # An id that stood in two tables before is upgraded too, and stands in no third.
    assert found["refused"]
    assert found["waiting"] == 0
