"""Signing the links from before keys that an upgrade left behind: sealed over before they were signed.

This cannot hide what was rewritten: the code of the link behind them vouches for the chain before
it, and a head signed among them shows that they had codes once.
"""

from pathlib import Path

from foundation.audit.checking.verification import verify
from foundation.audit.sealing.heads import own_folder, signed_heads
from foundation.audit.sealing.keys import key_ring
from foundation.audit.sealing.signing import LOCK, sign_beginning, unsigned_beginning
from foundation.database import fetch_value, transaction


class NotLeftBehind(Exception):
    """The links without a code are not such as an upgrade left behind; says why."""


async def sign_left_behind(heads: Path) -> int:
    """Sign the beginning of the chain, where everything else of the trail is whole.

    Args:
        heads: folder of exported heads, looked at beside this installation's own.

    Returns:
        How many links now have a code.

    Raises:
        NotLeftBehind: nothing is signed then.
    """
    async with transaction():
        await fetch_value("SELECT pg_advisory_xact_lock($1)", LOCK)
        for problem in await verify(heads):
            if problem.kind != "seal_unsigned":
                raise NotLeftBehind(f"The trail is not whole otherwise: {problem.detail}")
        last = await unsigned_beginning()
        if not last:
            raise NotLeftBehind(
                "No link lacks a code, or they are not the first of the chain with events from "
                "before the database's time was kept: codes were taken away."
            )
        for folder in {own_folder(), heads}:
            for head in await signed_heads(folder):
                if head.sequence <= last:
                    raise NotLeftBehind(f"{head.file} shows that these links had codes once.")
        # Of the link behind them, so that times go on in order; the event has the time of now.
        signed_at = await fetch_value(
            "SELECT signed_at FROM audit_seal WHERE id > $1 ORDER BY id LIMIT 1", last
        )
        if signed_at is None:
            raise NotLeftBehind("The next sealing signs them.")
        await sign_beginning(last, key_ring().newest, signed_at)
        return last
