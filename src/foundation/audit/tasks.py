"""Sealing and exporting by schedule."""

from foundation.audit.export import export_head
from foundation.audit.sealing import seal
from foundation.jobs import periodic
from foundation.settings import current

FOLDER = "audit"


@periodic("audit.seal", cron="* * * * * */10")
async def seal_recent() -> None:
    """Chain what was recorded in the last seconds."""
    await seal()


@periodic("audit.export_head", cron="7 * * * *")
async def export_daily_head() -> None:
    """Chain everything, then keep the day's head; every hour, because an hour may be missed."""
    await seal(everything=True)
    await export_head(current().data_dir / FOLDER)
