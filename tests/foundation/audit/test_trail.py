"""Recording, sealing and finding out."""

import asyncio
import contextvars
from importlib import import_module

import asyncpg
import pytest

from foundation import clock
from foundation.access.actor import ANONYMOUS, SYSTEM
from foundation.audit import Status, events_about, record, record_changes, seal, status, verify
from foundation.audit.sealing.keys import key_ring
from foundation.database import NoTransaction, execute, fetch, fetch_value, transaction
from foundation.ids import new_id
from tests.factories.audit import ACTOR, recent_events, record_some, seal_all, tamper

pytestmark = pytest.mark.usefixtures("db")


async def kinds() -> list[str]:
    return [problem.kind for problem in await verify()]


async def test_an_event_holds_actor_action_object_before_and_after():
    subject = new_id()
    async with transaction():
        await record(
            ACTOR, "challenge.publish", "challenge", subject, {"state": "草案"}, {"price": 1.5}
        )
    (entry,) = await events_about("challenge", subject)
    assert (entry.account_name, entry.organisation_name) == ("職員A", "福祉局")
    assert (entry.action, entry.before, entry.after) == (
        "challenge.publish",
        {"state": "草案"},
        {"price": 1.5},
    )
    assert entry.at == clock.now()
    assert await verify() == []


async def test_a_long_history_is_told_from_its_beginning():
    subject = new_id()
    async with transaction():
        for number in range(250):
            await record(ACTOR, "challenge.updated", "challenge", subject, None, {"n": number})
    told = [entry.after for entry in await events_about("challenge", subject)]
    assert told == [{"n": number} for number in range(250)]


async def test_the_system_and_nobody_can_act_too():
    await record_some(1, SYSTEM)
    await record_some(1, ANONYMOUS)
    latest, earlier = await recent_events()
    assert (latest.account_name, earlier.account_name) == ("", "システム")
    assert await verify() == []


async def test_events_share_the_fate_of_their_transaction():
    with pytest.raises(NoTransaction):
        await record(ACTOR, "a.b", "challenge", new_id())
    with pytest.raises(asyncpg.PostgresError):
        async with transaction():
            await record(ACTOR, "a.b", "challenge", new_id())
            await execute("SELECT 1 / 0")
    assert await recent_events() == []


@pytest.mark.parametrize("table", ["audit_event", "audit_seal"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET id = id", "DELETE FROM {}", "DELETE FROM {} WHERE false", "TRUNCATE {}"],
)
async def test_the_trail_only_grows(table, statement):
    await record_some(1)
    await seal_all()
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="only grows"):
        await execute(statement.format(table))


async def test_sealing_chains_in_order_of_id_and_goes_on_where_it_stopped():
    await record_some(3)
    assert await seal_all() == 3
    assert await seal_all() == 0
    await record_some(2)
    assert await status() == Status(sealed=3, unsealed=2)
    assert await seal_all() == 2
    links = await fetch("SELECT * FROM audit_seal ORDER BY id")
    assert [link["id"] for link in links] == [1, 2, 3, 4, 5]
    assert [link["event_id"] for link in links] == sorted(link["event_id"] for link in links)
    assert [link["previous_hash"] for link in links[1:]] == [
        link["chain_hash"] for link in links[:-1]
    ]
    assert await verify() == []


async def test_many_events_are_sealed_in_batches(monkeypatch):
    monkeypatch.setattr("foundation.audit.sealing.chain.BATCH", 2)
    monkeypatch.setattr("foundation.audit.checking.verification.BATCH", 2)
    await record_some(5)
    assert await seal_all() == 5
    await record_some(5)
    assert await verify() == []
    await tamper(
        "UPDATE audit_event SET action = 'x.y' WHERE id = (SELECT max(id) FROM audit_event)"
    )
    assert await kinds() == ["content_changed"]


async def test_gaps_in_the_numbers_are_no_problem():
    await record_some(1)
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await record(ACTOR, "a.b", "challenge", new_id())
            raise ZeroDivisionError
    await record_some(1)
    await seal_all()
    assert await verify() == []


async def test_sealing_waits_for_transactions_that_are_still_running():
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slow_command() -> None:
        async with transaction():
            await record(ACTOR, "slow.command", "challenge", new_id())
            begun.set()
            await may_end.wait()

    slow = asyncio.create_task(slow_command(), context=contextvars.copy_context())
    await begun.wait()
    await record_some(1)
    assert await seal() == 0, "the later event waits for the earlier number"
    may_end.set()
    await slow
    assert await seal_all() == 2
    assert await verify() == []


async def test_a_straggler_far_behind_is_found_by_the_thorough_run(monkeypatch):
    # the package has a function of the module's name
    monkeypatch.setattr(import_module("foundation.audit.sealing.waiting"), "LOOK_BACK", 1)
    await record_some(4)
    await seal_all()
    await tamper("DELETE FROM audit_seal WHERE id >= 2")
    await tamper(
        "INSERT INTO audit_seal (id, event_id, previous_hash, chain_hash, mac, key_id, sealed_at,"
        " signed_at) SELECT 2, max(id), $1, $1, $1, $2, now(), now() FROM audit_event",
        bytes(32),
        key_ring().newest.id,
    )
    assert await seal() == 0
    assert await seal_all(everything=True) == 2


async def test_events_restored_from_another_cluster_are_sealed():
    await record_some(1)
    await tamper("UPDATE audit_event SET xid = '9000000000000'")
    assert await seal_all() == 1


@pytest.mark.parametrize(
    "column, value",
    [
        ("action", "'challenge.edis'"),
        ("object_kind", "'challengf'"),
        ("account_name", "'職員B'"),
        ("account_id", "NULL"),
        ("organisation_name", "''"),
        ("membership_id", "'00000000-0000-0000-0000-000000000003'"),
        ("object_id", "'00000000-0000-0000-0000-000000000003'"),
        ("at", "at + interval '1 microsecond'"),
        ("before", "'{}'"),
        ("after", "'{\"number\": 2}'"),
        ("after", "NULL"),
        ("content_hash", "set_byte(content_hash, 5, get_byte(content_hash, 5) # 1)"),
    ],
)
@pytest.mark.parametrize("sealed", [True, False])
async def test_one_flipped_byte_of_an_event_is_found(column, value, sealed):
    await record_some(2)
    if sealed:
        await seal_all()
    first = await fetch_value("SELECT min(id) FROM audit_event")
    await tamper(f"UPDATE audit_event SET {column} = {value} WHERE id = $1", first)
    problems = await verify()
    assert problems[0].kind == "content_changed"
    assert problems[0].event_id == first
    assert problems[0].sequence == (1 if sealed else None)


async def test_content_and_hash_forged_together_break_the_chain():
    await record_some(2)
    await seal_all()
    other = await fetch_value("SELECT content_hash FROM audit_event ORDER BY id DESC LIMIT 1")
    await tamper(
        "UPDATE audit_event e SET after = o.after, object_id = o.object_id, at = o.at, "
        "content_hash = $1 FROM audit_event o WHERE o.content_hash = $1 AND e.id <> o.id",
        other,
    )
    (problem,) = await verify()
    assert (problem.kind, problem.sequence) == ("seal_changed", 1)


@pytest.mark.parametrize(
    "change",
    [
        "chain_hash = set_byte(chain_hash, 31, get_byte(chain_hash, 31) # 128)",
        "previous_hash = set_byte(previous_hash, 0, get_byte(previous_hash, 0) # 1)",
        "sealed_at = sealed_at + interval '1 microsecond'",
    ],
)
@pytest.mark.parametrize("sequence", [1, 2, 3])
async def test_one_flipped_byte_of_a_link_is_found(change, sequence):
    await record_some(3)
    await seal_all()
    await tamper(f"UPDATE audit_seal SET {change} WHERE id = $1", sequence)
    problems = await verify()
    assert problems[0].kind == "seal_changed"
    assert problems[0].sequence == sequence


@pytest.mark.parametrize("sequence", [1, 2, 3])
async def test_one_missing_event_is_found_at_any_place(sequence):
    await record_some(3)
    await seal_all()
    gone = await fetch_value("SELECT event_id FROM audit_seal WHERE id = $1", sequence)
    await tamper("DELETE FROM audit_event WHERE id = $1", gone)
    (problem,) = await verify()
    assert (problem.kind, problem.event_id, problem.sequence) == ("event_missing", gone, sequence)


async def test_a_missing_link_is_found():
    await record_some(3)
    await seal_all()
    await tamper("DELETE FROM audit_seal WHERE id = 2")
    assert await kinds() == ["seal_missing"]


async def test_commands_that_write_record_and_write_again_do_not_wait_for_each_other():
    async def command(number: int) -> None:
        async with transaction():
            await record(ACTOR, "a.first", "challenge", new_id())
            await asyncio.sleep(0.02)
            await record(ACTOR, "a.second", "challenge", new_id())

    await asyncio.wait_for(asyncio.gather(*(command(n) for n in range(5)), seal()), timeout=5)
    await seal_all()
    assert await status() == Status(sealed=10, unsealed=0)
    assert await verify() == []


async def test_of_what_was_written_anew_the_fields_that_differ_are_kept():
    challenge = new_id()
    old, new = (
        {"title": "腰痛", "site": "施設", "cost": None},
        {"title": "腰の負担", "site": "施設"},
    )
    async with transaction():
        await record_changes(SYSTEM, "a.b", "challenge", challenge, old, new, edition=2)
    (event,) = await events_about("challenge", challenge)
    assert event.before == {"title": "腰痛"}
    assert event.after == {"title": "腰の負担", "edition": 2}
