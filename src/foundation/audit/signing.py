"""Giving the links from before there was a key theirs: once, at the upgrade that brought keys."""

from pathlib import Path

from foundation.audit.effects import record
from foundation.audit.hashing import seal_statement
from foundation.audit.heads import signed_heads
from foundation.audit.keys import key_ring
from foundation.audit.sealing import BATCH, LOCK
from foundation.database import execute, fetch, fetch_value, transaction
from foundation.identity.actor import SYSTEM
from foundation.ids import derived_id

TRAIL_KIND = "audit_trail"


async def sign_earlier(heads: Path) -> int:
    """Sign every link that has no code, if none has one yet; an event says so. Returns how many.

    Where a link or an exported head is signed already, the upgrade is long over and the codes were
    taken away: nothing is signed then, and `verify` tells.

    Args:
        heads: folder of exported heads.
    """
    if not await _unsigned():
        return 0
    async with transaction():
        if not await fetch_value("SELECT pg_try_advisory_xact_lock($1)", LOCK):
            return 0
        if await _signed() or signed_heads(heads):
            return 0
        return await _sign_all()


async def _unsigned() -> bool:
    found: bool = await fetch_value("SELECT EXISTS (SELECT 1 FROM audit_seal WHERE mac IS NULL)")
    return found


async def _signed() -> bool:
    found: bool = await fetch_value(
        "SELECT EXISTS (SELECT 1 FROM audit_seal WHERE mac IS NOT NULL)"
    )
    return found


async def _sign_all() -> int:
    key = key_ring().newest
    signed_at = await fetch_value("SELECT clock_timestamp()")
    signed, last, chain = 0, 0, b""
    while links := await fetch(
        """
        SELECT s.id, s.chain_hash, e.recorded_at
          FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id
         WHERE s.id > $1 ORDER BY s.id LIMIT $2
        """,
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
        signed, last, chain = signed + len(links), links[-1]["id"], links[-1]["chain_hash"]
    await record(
        SYSTEM,
        "audit.sign_earlier",
        TRAIL_KIND,
        derived_id(TRAIL_KIND),
        None,
        {"links": signed, "last": last, "chain_hash": chain.hex(), "key": key.id},
    )
    return signed
