"""Giving the links from before there was a key theirs: once, at the upgrade that brought keys."""

from datetime import datetime
from pathlib import Path

from foundation.access.actor import SYSTEM
from foundation.audit.effects import record
from foundation.audit.hashing import seal_statement
from foundation.audit.sealing.heads import own_folder, signed_heads
from foundation.audit.sealing.keys import Key
from foundation.database import execute, fetch, fetch_one, fetch_value
from foundation.ids import derived_id

BATCH = 1000
LOCK = 7_203_114_950
TRAIL_KIND = "audit_trail"


async def sign_earlier(key: Key) -> None:
    """Sign what `links_to_sign` tells of, in the open transaction that holds the lock of sealing."""
    if last := await links_to_sign():
        await sign_beginning(last, key, await fetch_value("SELECT clock_timestamp()"))


async def links_to_sign(heads: Path | None = None) -> int:
    """How many links the next sealing gives a code, since they come from before there were keys.

    None where a link or an exported head is signed already, or the event of a link has the
    database's time, which came with the keys: there the codes were taken away, and `verify` tells.

    Args:
        heads: folder to look for signed heads in, beside this installation's own.
    """
    if not await fetch_value(
        "SELECT coalesce((SELECT mac IS NULL FROM audit_seal ORDER BY id DESC LIMIT 1), false)"
    ):
        return 0
    for folder in {own_folder(), heads or own_folder()}:
        if await signed_heads(folder):
            return 0
    return await unsigned_beginning()


async def unsigned_beginning() -> int:
    """The last of the links without a code, where they are the first of the chain and hold events
    from before the database said when; otherwise 0.
    """
    unsigned = await fetch_one(
        """
        SELECT coalesce(max(s.id), 0) AS last, count(e.recorded_at) AS timed
          FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id WHERE s.mac IS NULL
        """
    )
    assert unsigned is not None
    last: int = unsigned["last"]
    signed = await fetch_value(
        "SELECT EXISTS (SELECT 1 FROM audit_seal WHERE id < $1 AND mac IS NOT NULL)", last
    )
    return 0 if signed or unsigned["timed"] else last


async def sign_beginning(last: int, key: Key, signed_at: datetime) -> None:
    """Sign the first links of the chain, none of which has a code; an event says so.

    Args:
        last: place of the last of them.
        key: to sign with.
        signed_at: not after the time of the link behind them.
    """
    signed, done, chain = 0, 0, b""
    while links := await fetch(
        """
        SELECT s.id, s.chain_hash, e.recorded_at
          FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id
         WHERE s.id > $1 AND s.id <= $2 ORDER BY s.id LIMIT $3
        """,
        done,
        last,
        BATCH,
    ):
        codes = [
            key.sign(
                seal_statement(
                    link["id"], link["chain_hash"], link["recorded_at"], signed_at, key.id
                )
            )
            for link in links
        ]
        await execute(
            """
            UPDATE audit_seal s SET mac = code.mac, signed_at = $3, key_id = $4
              FROM unnest($1::bigint[], $2::bytea[]) AS code (id, mac) WHERE s.id = code.id
            """,
            [link["id"] for link in links],
            codes,
            signed_at,
            key.id,
        )
        signed, done, chain = signed + len(links), links[-1]["id"], links[-1]["chain_hash"]
    await record(
        SYSTEM,
        "audit.sign_earlier",
        TRAIL_KIND,
        derived_id(TRAIL_KIND),
        None,
        {"links": signed, "last": last, "chain_hash": chain.hex(), "key": key.id},
    )
