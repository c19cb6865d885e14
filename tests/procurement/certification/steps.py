"""A certification led as far as a test needs it."""

from datetime import date

from foundation.database import ANY_VERSION, fetch
from foundation.ids import new_id
from procurement.certification import commands
from tests.factories.certification import certifier, content
from tests.factories.solutions import solution

TODAY = date(2026, 11, 24)


async def drafted(**changes):
    """A draft with everything a decision needs, and its certifier."""
    actor = await certifier()
    made = await commands.create_certification(
        actor, new_id(), await solution(), content=content(**changes)
    )
    return actor, made


async def decided():
    actor, made = await drafted()
    return actor, await commands.decide_certification(
        actor, made.id, made.version, seen=ANY_VERSION
    )


async def published():
    actor, made = await decided()
    return actor, await commands.publish_certification(actor, made.id, made.version)


async def row_of(certification_id):
    rows = await fetch("SELECT * FROM certification WHERE id = $1", certification_id)
    return rows[0]


async def mails():
    return await fetch("SELECT subject, body FROM mail_message ORDER BY queued_at, id")
