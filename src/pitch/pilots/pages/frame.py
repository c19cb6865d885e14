"""What the pages of pilots share: the way to them, their words, and who may change one."""

from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.i18n import gettext as _
from foundation.i18n import ngettext, path, pick, shortened
from foundation.web import Crumbs
from pitch.pilots import labels, policy, queries
from pitch.pilots.permissions import Permission
from pitch.pilots.views import PilotView

LIST = "/pilots"


def list_crumbs() -> Crumbs:
    """The way to the list."""
    return [(ngettext("実証", "実証", 2), LIST)]


def pilot_crumbs(pilot: PilotView) -> Crumbs:
    """The way to one pilot."""
    short = shortened(pick(pilot.title_ja, pilot.title_en))
    return [*list_crumbs(), (short, f"{LIST}/{pilot.id}")]


def list_tabs(actor: Actor, current: str) -> list[tuple[str, str, bool]]:
    """The lists this actor can choose from; none when there is only one."""
    if not policy.may_read_own(actor):
        return []
    if actor.may(Permission.READ_ANY):
        own = _("計画中も含むすべて")
    else:
        own = _("自局の実証") if actor.may(Permission.READ_BUREAU) else _("自社の実証")
    items = [(_("公開されている実証"), LIST), (own, f"{LIST}/mine")]
    return [(label, path(href), href == current) for label, href in items]


def words() -> dict[str, Any]:
    """Functions that all templates of this area use."""
    return {
        "states": labels.STATES,
        "outcomes": labels.OUTCOMES,
        "sources": labels.SOURCES,
        "act_words": labels.ACTS,
        "number": labels.number,
    }


async def led_pilot(actor: Actor, pilot_id: UUID) -> PilotView:
    """A pilot for those who may change it.

    Raises:
        NotAuthenticated, NotFound, NotPermitted.
    """
    actor.account()
    pilot = await queries.pilot_for(actor, pilot_id)
    policy.may_lead(actor, pilot).require()
    return pilot
