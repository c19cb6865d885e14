"""Sealing: chaining events after the fact, so that no business transaction waits for another.

A link taken inside the business transaction would make all writers queue for the last link, and
two that write, record and write again would deadlock.
"""

from foundation.access.actor import SYSTEM
from foundation.audit.effects import record
from foundation.audit.hashing import GENESIS, chain_hash, seal_statement
from foundation.audit.sealing.keys import Key, key_ring
from foundation.audit.sealing.signing import BATCH, LOCK, sign_earlier
from foundation.audit.sealing.waiting import UNSEALED, reach
from foundation.clock import now
from foundation.database import execute, fetch, fetch_one, fetch_value, transaction
from foundation.ids import derived_id

KEY_KIND = "audit_key"


async def seal(*, everything: bool = False) -> int:
    """Chain the events that are not yet; returns how many.

    Only events of transactions behind the oldest one still running are taken, in order of id.
    Links from before there was a key are given theirs first.

    Args:
        everything: look for events at any place, not only among the latest.
    """
    key = key_ring().newest
    sealed = 0
    while True:
        batch = await _seal_batch(key, everything)
        sealed += batch
        if batch < BATCH:
            return sealed


async def _seal_batch(key: Key, everything: bool) -> int:
    async with transaction():
        if not await fetch_value("SELECT pg_try_advisory_xact_lock($1)", LOCK):
            return 0
        # Before the first link with a code: behind one, links without look robbed of theirs.
        await sign_earlier(key)
        # A visible event with a number beyond the snapshot was written in another cluster and
        # restored here; nothing of it is still running.
        events = await fetch(
            f"""
            SELECT e.id, e.content_hash, e.recorded_at FROM {UNSEALED}
               AND (e.xid < pg_snapshot_xmin(pg_current_snapshot())
                    OR e.xid >= pg_snapshot_xmax(pg_current_snapshot()))
             ORDER BY e.id LIMIT $2
            """,
            reach(everything),
            BATCH,
        )
        if not events:
            return 0
        last = await fetch_one(
            "SELECT id, chain_hash, key_id FROM audit_seal ORDER BY id DESC LIMIT 1"
        )
        sequence, previous = (last["id"], last["chain_hash"]) if last else (0, GENESIS)
        sealed_at, signed_at = now(), await fetch_value("SELECT clock_timestamp()")
        links = []
        for event in events:
            sequence += 1
            link = chain_hash(previous, sequence, event["id"], event["content_hash"], sealed_at)
            mac = key.sign(seal_statement(sequence, link, event["recorded_at"], signed_at, key.id))
            links.append((sequence, event["id"], previous, link, mac))
            previous = link
        await execute(
            """
            INSERT INTO audit_seal (id, event_id, previous_hash, chain_hash, mac,
                                    sealed_at, signed_at, key_id)
            SELECT *, $6::timestamptz, $7::timestamptz, $8
              FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[])
            """,
            *(list(column) for column in zip(*links, strict=True)),
            sealed_at,
            signed_at,
            key.id,
        )
        if last and last["key_id"] not in (None, key.id):
            await _announce(key, last["key_id"])
        return len(events)


async def _announce(key: Key, former: str) -> None:
    """Write down that another key is used from here; of each key once."""
    subject = derived_id(KEY_KIND, key.id)
    said = await fetch_value(
        "SELECT EXISTS (SELECT 1 FROM audit_event WHERE object_kind = $1 AND object_id = $2)",
        KEY_KIND,
        subject,
    )
    if not said:
        await record(
            SYSTEM, "audit.change_key", KEY_KIND, subject, {"key": former}, {"key": key.id}
        )
