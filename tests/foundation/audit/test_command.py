"""`kingsalmon audit verify`, as an operator or a nightly check runs it."""

import asyncio
import os
from datetime import timedelta

import asyncpg
import pytest

from foundation import database
from foundation.access.actor import SYSTEM
from foundation.audit import export_head, record
from foundation.database import fetch_value, transaction
from foundation.ids import new_id
from tests.command_line import run
from tests.factories.audit import age, as_before_keys, empty_trail, record_some, seal_all, tamper

pytestmark = pytest.mark.usefixtures("db")


async def run_command(
    database_url: str, *arguments: str, command: str = "verify"
) -> tuple[int, str]:
    variables = {
        **os.environ,
        "KS_DEMO": "1",
        "KS_DATABASE_URL": database_url,
        "KS_EMBEDDER": "none",
    }
    ended = await asyncio.to_thread(run, "audit", command, *arguments, variables=variables)
    return ended.code, ended.out + ended.err


async def test_a_trail_that_was_never_sealed_says_so(database_url, tmp_path):
    async with transaction():
        await record(SYSTEM, "a.b", "challenge", new_id())
    assert await run_command(database_url, "--heads", str(tmp_path)) == (
        0,
        "0 events sealed, 1 not sealed yet.\n"
        "The audit trail was never sealed: nothing vouches for it yet.\n",
    )


async def test_an_emptied_trail_ends_with_1(database_url, tmp_path):
    await record_some(2)
    await seal_all()
    await export_head(tmp_path)
    await empty_trail()
    status, output = await run_command(database_url, "--heads", str(tmp_path))
    assert status == 1
    assert "head_ahead: The chain ends at link 0" in output
    assert "whole" not in output


async def test_of_many_problems_the_first_are_shown_and_the_rest_counted(database_url):
    await record_some(103)
    await seal_all()
    await tamper("UPDATE audit_event SET account_name = '別人'")
    status, output = await run_command(database_url)
    assert status == 1
    assert output.count("content_changed: ") == 100
    assert "… and more: content_changed 3." in output
    assert "Problems found: 103." in output


async def test_heads_that_are_missing_end_with_1(database_url, tmp_path):
    await record_some(1)
    await seal_all()
    await age(timedelta(hours=3))
    status, output = await run_command(database_url, "--heads", str(tmp_path))
    assert status == 1
    assert "head_missing: No head of the chain is there" in output


async def test_it_ends_well_on_a_whole_trail_and_with_1_on_a_missing_row(database_url, tmp_path):
    for _ in range(2):
        async with transaction():
            await record(SYSTEM, "a.b", "challenge", new_id())
    await seal_all()
    await export_head(tmp_path)
    status, output = await run_command(database_url, "--heads", str(tmp_path))
    assert (status, output) == (
        0,
        "2 events sealed, 0 not sealed yet.\nThe audit trail is whole.\n",
    )
    gone = await fetch_value("SELECT max(id) FROM audit_event")
    connection = await asyncpg.connect(**database.connection_parameters())
    await connection.execute("SET session_replication_role = replica")
    await connection.execute("DELETE FROM audit_event WHERE id = $1", gone)
    await connection.close()
    status, output = await run_command(database_url)
    assert status == 1
    assert f"event_missing: Event {gone} was sealed and is gone." in output
    assert "Problems found: 1." in output


async def test_a_trail_from_before_keys_is_whole_and_tells_what_comes(database_url, tmp_path):
    await record_some(2)
    await seal_all()
    await as_before_keys()
    assert await run_command(database_url, "--heads", str(tmp_path)) == (
        0,
        "2 events sealed, 0 not sealed yet.\n"
        "2 of them from before there were keys: signed at the next sealing.\n"
        "The audit trail is whole.\n",
    )


async def test_links_left_behind_are_signed_by_a_command_and_codes_taken_away_are_not(
    database_url, tmp_path
):
    await record_some(3)
    await seal_all()
    await tamper("UPDATE audit_seal SET mac = NULL, key_id = NULL, signed_at = NULL WHERE id < 3")
    status, output = await run_command(database_url, "--heads", str(tmp_path))
    assert status == 1 and "seal_unsigned: Links 1 to 2 without a code" in output
    heads = ("--heads", str(tmp_path))
    status, output = await run_command(database_url, *heads, command="sign-earlier")
    assert status == 1 and "codes were taken away" in output
    await tamper(
        "UPDATE audit_event SET recorded_at = NULL WHERE id < (SELECT max(id) FROM audit_event)"
    )
    status, output = await run_command(database_url, *heads, command="sign-earlier")
    assert (status, output) == (0, "2 links signed; an event in the trail says so.\n")
    status, output = await run_command(database_url, *heads)
    assert status == 0, output
