"""What the secretariat decides about startups."""

from foundation.access.actor import Actor
from foundation.access.verdict import Verdict
from foundation.acts import Leading, Led, Row, Step, clear, stamp
from foundation.identity.effects import rename_organisation
from matching.publication import published
from matching.search.effects import document_changed
from matching.search.kinds import STARTUP as DOCUMENT
from matching.startups import mails, policy
from matching.startups.offers import startup_changed
from matching.startups.policy import Standing
from matching.startups.states import STARTUP, Act
from matching.startups.tables import Startup


def _sees(actor: Actor, row: Row) -> bool:
    return policy.may_see(actor, Standing.of(row))


def _may(actor: Actor, row: Row, _act: Act) -> Verdict:
    return policy.may_decide(actor, Standing.of(row))


async def _told(step: Step[Act], row: Row) -> None:
    await mails.tell_decision(row, step.act)
    await document_changed(DOCUMENT, row["id"])
    await startup_changed(row["id"])


STARTUPS = Leading(
    machine=STARTUP, table=Startup, sees=_sees, may=_may, record=Led.of, follow=_told
)


async def _as_read(step: Step[Act]) -> Row:
    return {
        "confirmed_at": step.at,
        "confirmed_by": step.actor.account_id,
        "name_confirmed": step.row["name_ja"],
        "number_confirmed": step.row["corporate_number"],
    }


async def _confirmed(step: Step[Act], row: Row) -> None:
    await rename_organisation(step.actor, row["id"], row["name_ja"], row["name_en"])
    await published(DOCUMENT, row["id"])


confirm_startup = STARTUPS.at_once(Act.CONFIRM, columns=_as_read, follow=_confirmed)
"""Confirm what a startup registered: it is public from now on and may publish solutions."""

return_startup = STARTUPS.with_reason(Act.RETURN, columns=stamp("returned_at"))
"""Give a registration back to be put right (差戻し); everybody in the startup is told why."""

suspend_startup = STARTUPS.with_reason(Act.SUSPEND, columns=stamp("suspended_at"))
"""Take a startup and its solutions away from the public until it is reinstated."""

reinstate_startup = STARTUPS.with_reason(Act.REINSTATE, columns=clear("suspended_at"))
"""Let a suspended startup and its published solutions be public again."""
