"""Sealing and exporting by schedule, and at an orderly end."""

import asyncio

import structlog

from foundation.audit.checking.verification import status
from foundation.audit.sealing.chain import seal
from foundation.audit.sealing.heads import export_head, own_folder
from foundation.jobs import Lane, periodic

CLOSING_SECONDS = 5.0
AGAIN_SECONDS = 0.2

_log = structlog.get_logger("audit")


@periodic("audit.seal", cron="* * * * * */10", lane=Lane.SEALING)
async def seal_recent() -> None:
    """Chain what was recorded in the last seconds; the first sealing of an hour exports its head."""
    await seal()
    await export_head(own_folder())


@periodic("audit.export_head", cron="7 * * * *", lane=Lane.SEALING)
async def export_hourly_head() -> None:
    """Chain what the frequent run does not look back to, and export what has come to be the head."""
    await seal(everything=True)
    await export_head(own_folder(), again=True)


async def close_trail() -> None:
    """Seal what is left and export the head of it: an orderly end of a process that seals.

    Never raises: a database that is away is no reason not to end.
    """
    for step in (_seal_to_the_end, _export_last_head):
        try:
            async with asyncio.timeout(CLOSING_SECONDS):
                await step()
        except Exception as error:
            _log.error("trail_not_closed", step=step.__name__, error=type(error).__name__)


async def _seal_to_the_end() -> None:
    await seal(everything=True)
    # A transaction that ends at this moment holds the last events back.
    while (await status()).unsealed:
        await asyncio.sleep(AGAIN_SECONDS)
        await seal(everything=True)


async def _export_last_head() -> None:
    await export_head(own_folder(), again=True)
