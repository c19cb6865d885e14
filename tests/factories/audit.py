"""Sealing in a cluster that other tests use at the same time, and doing what attackers do to a trail."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID

import asyncpg

from foundation import database
from foundation.access.actor import Actor
from foundation.audit import AuditEntry, record, seal, status
from foundation.audit.checking.verification import CONTENT
from foundation.audit.hashing import GENESIS, chain_hash, content_hash, parse, seal_statement
from foundation.audit.queries import COLUMNS
from foundation.audit.sealing.keys import key_ring
from foundation.database import fetch_as, fetch_value, transaction
from foundation.ids import new_id

PATIENCE_SECONDS = 30
CONDITIONS = (
    ("audit_event", "audit_event_recorded", "recorded_at IS NOT NULL"),
    ("audit_event", "audit_event_number", "id > 0"),
    (
        "audit_seal",
        "audit_seal_signed",
        "mac IS NOT NULL AND octet_length(mac) = 32 AND key_id IS NOT NULL"
        " AND signed_at IS NOT NULL",
    ),
    ("audit_seal", "audit_seal_number", "id > 0"),
)
"""What the tables ask of each row."""

ACTOR = Actor(
    account_id=UUID(int=1),
    account_name="職員A",
    membership_id=UUID(int=2),
    organisation_id=UUID(int=3),
    organisation_name="福祉局",
)


async def seal_all(*, everything: bool = False) -> int:
    """Seal until nothing is left; returns how many events were sealed."""
    sealed = 0

    async def step() -> None:
        nonlocal sealed
        sealed += await seal(everything=everything)

    await until_sealed(step)
    return sealed


async def until_sealed(step: Callable[[], Awaitable[None]]) -> None:
    """Repeat what seals until nothing is left.

    Transactions of other databases in the cluster hold sealing up for a moment, too.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    await step()
    while (await status()).unsealed and time.monotonic() < deadline:
        await asyncio.sleep(0.02)
        await step()


async def record_some(count: int, actor: Actor = ACTOR) -> UUID:
    """Record so many events about one new subject; returns it."""
    subject = new_id()
    for number in range(count):
        async with transaction():
            await record(actor, "challenge.edit", "challenge", subject, None, {"number": number})
    return subject


async def until_quiet() -> None:
    """Wait until no transaction of the cluster would hold sealing up."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    quiet = (
        "SELECT pg_snapshot_xmin(pg_current_snapshot()) = pg_snapshot_xmax(pg_current_snapshot())"
    )
    while time.monotonic() < deadline:
        if await fetch_value(quiet):
            return
        await asyncio.sleep(0.02)


@asynccontextmanager
async def owner() -> AsyncIterator[asyncpg.Connection]:
    """A connection of one who owns the tables: triggers and conditions do not hold them back."""
    connection = await asyncpg.connect(**database.connection_parameters())
    try:
        async with connection.transaction():
            await connection.execute("SET session_replication_role = replica")
            for table, name, _condition in CONDITIONS:
                await connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            yield connection
            for table, name, condition in CONDITIONS:
                await connection.execute(
                    f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({condition}) NOT VALID"
                )
    finally:
        await connection.close()


async def tamper(sql: str, *arguments: object) -> None:
    """Change the trail behind its triggers' back."""
    async with owner() as connection:
        await connection.execute(sql, *arguments)


async def empty_trail() -> None:
    """Take every event and every link away, as if there had never been one."""
    async with owner() as connection:
        await connection.execute("DELETE FROM audit_seal")
        await connection.execute("DELETE FROM audit_event")
        await connection.execute("ALTER SEQUENCE audit_event_id_seq RESTART")


async def cut_at_end(links: int) -> None:
    """Take the last links away, and their events."""
    async with owner() as connection:
        await connection.execute(
            """
            WITH gone AS (DELETE FROM audit_seal
                           WHERE id > (SELECT max(id) FROM audit_seal) - $1 RETURNING event_id)
            DELETE FROM audit_event WHERE id IN (SELECT event_id FROM gone)
            """,
            links,
        )


async def rehash() -> None:
    """Make every hash right again for what the events say now; the key is not at hand."""
    async with owner() as connection:
        previous = GENESIS
        for row in await connection.fetch(
            "SELECT s.id AS sequence, s.sealed_at, e.*, e.before::text AS before,"
            " e.after::text AS after, e.id AS event"
            " FROM audit_seal s JOIN audit_event e ON e.id = s.event_id ORDER BY s.id"
        ):
            said = {name: row[name] for name in CONTENT}
            said |= {name: parse(row[name]) for name in ("before", "after")}
            content = content_hash(said)
            link = chain_hash(previous, row["sequence"], row["event"], content, row["sealed_at"])
            await connection.execute(
                "UPDATE audit_event SET content_hash = $2 WHERE id = $1", row["event"], content
            )
            await connection.execute(
                "UPDATE audit_seal SET previous_hash = $2, chain_hash = $3 WHERE id = $1",
                row["sequence"],
                previous,
                link,
            )
            previous = link


async def as_before_keys() -> None:
    """Bring the trail to what an installation has that comes from before there were keys."""
    async with owner() as connection:
        await connection.execute("UPDATE audit_event SET recorded_at = NULL")
        await connection.execute(
            "UPDATE audit_seal SET mac = NULL, key_id = NULL, signed_at = NULL"
        )


async def age(by: timedelta) -> None:
    """Bring the trail to what it would be, had all of it happened so long ago."""
    key = key_ring().newest
    async with owner() as connection:
        await connection.execute(
            "UPDATE audit_event SET recorded_at = recorded_at - $1::interval", by
        )
        await connection.execute("UPDATE audit_seal SET signed_at = signed_at - $1::interval", by)
        for row in await connection.fetch(
            "SELECT s.id, s.chain_hash, s.signed_at, e.recorded_at"
            " FROM audit_seal s JOIN audit_event e ON e.id = s.event_id"
        ):
            said = seal_statement(
                row["id"], row["chain_hash"], row["recorded_at"], row["signed_at"], key.id
            )
            await connection.execute(
                "UPDATE audit_seal SET mac = $2, key_id = $3 WHERE id = $1",
                row["id"],
                key.sign(said),
                key.id,
            )


async def recent_events() -> list[AuditEntry]:
    """All events, the latest first."""
    return await fetch_as(AuditEntry, f"SELECT {COLUMNS} FROM audit_event ORDER BY id DESC")
