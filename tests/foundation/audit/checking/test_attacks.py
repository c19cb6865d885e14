"""What somebody who owns the database, but neither the key nor the exported heads, can do unseen."""

import shutil
from dataclasses import replace
from datetime import timedelta

import asyncpg
import pytest

from foundation.audit import export_head, links_to_sign, own_folder, verify
from foundation.database import fetch_value
from foundation.settings import use
from tests.factories.audit import (
    age,
    cut_at_end,
    empty_trail,
    owner,
    record_some,
    rehash,
    seal_all,
    tamper,
)

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
async def heads(db, tmp_path):
    """A folder of heads, the newest at the fourth of four links."""
    await record_some(4)
    await seal_all()
    await export_head(tmp_path)
    assert await verify(tmp_path) == []
    return tmp_path


async def kinds(heads=None) -> list[str]:
    return [problem.kind for problem in await verify(heads)]


async def test_an_emptied_trail_is_ahead_of_nothing(heads):
    await empty_trail()
    (problem,) = await verify(heads)
    assert (problem.kind, problem.sequence) == ("head_ahead", 4)
    assert "ends at link 0" in problem.detail


async def test_an_emptied_trail_that_grows_again_differs(heads):
    await empty_trail()
    await record_some(5)
    await seal_all()
    assert await kinds(heads) == ["head_differs"]


async def test_a_trail_cut_at_its_end_is_behind_its_head(heads):
    await cut_at_end(1)
    assert await kinds() == [], "nothing in the database tells"
    assert await kinds(heads) == ["head_ahead"]


async def test_a_trail_cut_at_its_end_that_grows_again_differs(heads):
    await cut_at_end(2)
    await record_some(3)
    await seal_all()
    assert await kinds() == [], "the application sealed it itself"
    assert await kinds(heads) == ["head_differs"]


async def test_a_copy_of_the_heads_elsewhere_tells_when_those_here_were_cut_off_too(
    heads, tmp_path_factory
):
    elsewhere = tmp_path_factory.mktemp("another machine")
    await record_some(2)
    await seal_all()
    newest = await export_head(heads, again=True)
    assert newest is not None
    shutil.copytree(heads, elsewhere, dirs_exist_ok=True)
    await cut_at_end(2)
    newest.unlink()
    assert await kinds(heads) == [], "nothing on this machine tells"
    assert await kinds(elsewhere) == ["head_ahead"]


async def test_an_event_rewritten_with_every_hash_lacks_the_code(heads):
    await tamper(
        "UPDATE audit_event SET account_name = '別人' WHERE id = (SELECT max(id) - 1 FROM audit_event)"
    )
    await rehash()
    problems = await verify()
    assert [(problem.kind, problem.sequence) for problem in problems] == [
        ("seal_forged", 3),
        ("seal_forged", 4),
    ]


UNSIGNED = "UPDATE audit_seal SET mac = NULL, key_id = NULL, signed_at = NULL"


@pytest.fixture
def own_heads(heads, settings):
    """The heads, kept where this installation keeps them."""
    use(replace(settings, data_dir=heads.parent))
    own_folder().symlink_to(heads)
    yield heads
    own_folder().unlink()
    use(settings)


@pytest.mark.parametrize("times", ["kept", "taken away too"])
async def test_codes_taken_away_from_a_rewritten_trail_are_not_given_again(own_heads, times):
    await tamper("UPDATE audit_event SET account_name = '別人'")
    await rehash()
    await tamper(UNSIGNED)
    if times != "kept":
        await tamper("UPDATE audit_event SET recorded_at = NULL")
    assert await links_to_sign() == 0
    assert "seal_unsigned" in await kinds(own_heads), "not taken for an upgrade before a sealing"
    await record_some(1)
    await seal_all()
    assert {"seal_unsigned", "head_differs"} <= set(await kinds(own_heads))


async def test_codes_taken_away_with_every_head_show_by_the_databases_times(heads):
    await tamper(UNSIGNED)
    for head in heads.iterdir():
        head.unlink()
    await record_some(1)
    await seal_all()
    assert await kinds(heads) == ["seal_unsigned"]


async def test_a_copy_of_the_heads_tells_that_codes_were_taken_away(heads):
    await tamper(UNSIGNED)
    await tamper("UPDATE audit_event SET recorded_at = NULL")
    assert await links_to_sign() == 4, "this machine has no head"
    assert await kinds(heads) == ["seal_unsigned"]


async def test_codes_taken_away_from_some_links_are_not_given_again(heads):
    await tamper(f"{UNSIGNED} WHERE id < 4")
    await record_some(1)
    await seal_all()
    (problem,) = await verify()
    assert (problem.kind, problem.sequence) == ("seal_unsigned", 1)
    assert "Links 1 to 3" in problem.detail


async def test_the_code_of_another_link_does_not_fit(heads):
    await tamper(
        "UPDATE audit_seal SET mac = (SELECT mac FROM audit_seal WHERE id = 2) WHERE id = 3"
    )
    assert await kinds() == ["seal_forged"]


@pytest.mark.parametrize("column", ["recorded_at", "signed_at"])
async def test_the_databases_time_is_under_the_code(heads, column):
    table, key = ("audit_event", "id") if column == "recorded_at" else ("audit_seal", "event_id")
    await tamper(
        f"UPDATE {table} SET {column} = {column} - interval '1 microsecond'"
        f" WHERE {key} = (SELECT event_id FROM audit_seal WHERE id = 2)"
    )
    assert await kinds() == ["seal_forged"]


async def insert_event(event_id: int, recorded_at: str) -> None:
    """Add an event of a made-up number and time, its content hash right: a copy of the newest."""
    async with owner() as connection:
        await connection.execute(
            f"""
            INSERT INTO audit_event (id, at, account_id, account_name, membership_id,
                organisation_id, organisation_name, action, object_kind, object_id, before, after,
                content_hash, recorded_at)
            SELECT $1, at, account_id, account_name, membership_id, organisation_id,
                   organisation_name, action, object_kind, object_id, before, after, content_hash,
                   {recorded_at}
              FROM audit_event ORDER BY id DESC LIMIT 1
            """,
            event_id,
        )


async def first_and_last() -> tuple[int, int]:
    return (
        await fetch_value("SELECT min(id) FROM audit_event"),
        await fetch_value("SELECT max(id) FROM audit_event"),
    )


async def test_an_event_added_at_the_end_with_an_old_time_is_before_its_number(db):
    await record_some(2)
    _first, last = await first_and_last()
    await insert_event(last + 1, "recorded_at - interval '2 minutes'")
    await seal_all()
    (problem,) = await verify()
    assert (problem.kind, problem.event_id) == ("time_wrong", last + 1)


async def test_an_event_added_in_a_gap_of_the_numbers_is_late(db):
    await record_some(1)
    await fetch_value("SELECT nextval('audit_event_id_seq')")
    await record_some(1)
    await seal_all()
    await age(timedelta(hours=3))
    _first, last = await first_and_last()
    await insert_event(last - 1, "recorded_at")
    await seal_all()
    (problem,) = await verify()
    assert (problem.kind, problem.event_id, problem.sequence) == ("event_late", last - 1, 3)


@pytest.mark.parametrize("number", [0, -1, -(2**63)])
async def test_an_event_of_a_number_that_is_never_given_is_told_of(heads, number):
    await insert_event(number, "recorded_at")
    (problem,) = await verify(heads)
    assert (problem.kind, problem.event_id) == ("event_outside", number)
    await tamper("UPDATE audit_event SET account_name = 'x' WHERE id = $1", number)
    assert await kinds(heads) == ["content_changed", "event_outside"]


async def test_numbers_that_are_never_given_are_refused(db):
    await record_some(1)
    with pytest.raises(asyncpg.CheckViolationError):
        await fetch_value(
            "INSERT INTO audit_event (id, at, action, object_kind, object_id, content_hash) "
            "SELECT -5, at, action, object_kind, object_id, content_hash FROM audit_event"
        )


async def test_times_that_have_not_come_are_told_of_together(db):
    await record_some(3)
    await tamper("UPDATE audit_event SET recorded_at = recorded_at + interval '1 day'")
    first, last = await first_and_last()
    (problem,) = await verify()
    assert (problem.kind, problem.event_id) == ("time_wrong", first)
    assert f"Events {first} to {last}" in problem.detail


async def test_an_event_without_a_time_among_those_that_have_one(db):
    await record_some(3)
    first, _last = await first_and_last()
    await tamper("UPDATE audit_event SET recorded_at = NULL WHERE id = $1", first + 1)
    assert await kinds() == ["time_missing"]


async def test_a_time_after_the_seal_is_told_of(db):
    await record_some(1)
    await age(timedelta(minutes=-5))
    await seal_all()
    assert set(await kinds()) == {"time_wrong"}


async def test_the_application_cannot_say_when(db):
    await record_some(1)
    forged = await fetch_value(
        """
        INSERT INTO audit_event (at, action, object_kind, object_id, content_hash, recorded_at)
        SELECT at, action, object_kind, object_id, content_hash, '2020-01-01' FROM audit_event
        RETURNING recorded_at > now() - interval '1 minute'
        """
    )
    assert forged is True


async def test_events_that_nobody_seals_for_hours_are_told_of(db):
    await record_some(2)
    assert await kinds() == []
    await age(timedelta(hours=3))
    (problem,) = await verify()
    assert problem.kind == "sealing_behind"
    assert "2. Does the worker run?" in problem.detail
