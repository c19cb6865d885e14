"""Sealing in a cluster that other tests use at the same time."""

import asyncio
import time

from foundation.audit import seal, status

PATIENCE_SECONDS = 10


async def seal_all(*, everything: bool = False) -> int:
    """Seal until nothing is left; returns how many events were sealed.

    Transactions of other databases in the cluster hold sealing up for a moment, too.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    sealed = await seal(everything=everything)
    while (await status()).unsealed and time.monotonic() < deadline:
        await asyncio.sleep(0.02)
        sealed += await seal(everything=everything)
    return sealed
