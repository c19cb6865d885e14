"""What happens to certifications by the calendar alone."""

from foundation.clock import today
from foundation.database import transaction
from foundation.jobs.registry import periodic
from matching.search.effects import document_changed
from matching.search.kinds import CERTIFIED, SOLUTION
from procurement.certification.queries import certifications_turning


@periodic("certification.follow_calendar", cron="11 * * * *")
async def follow_calendar() -> None:
    """Index anew what began or stopped holding with the day: a planned suspension (停止) ended."""
    for certification_id, solution_id in await certifications_turning(today()):
        async with transaction():
            await document_changed(CERTIFIED, certification_id)
            await document_changed(SOLUTION, solution_id)
