"""Where other areas show what they know on a challenge's page."""

from collections.abc import Awaitable, Callable

from markupsafe import Markup

from foundation.access.actor import Actor
from foundation.web import WebRequest
from foundation.web.slots import Slot
from matching.challenges.views import ChallengeView

DetailSection = Callable[[WebRequest, Actor, ChallengeView], Awaitable[Markup]]

DETAIL: Slot[ChallengeView] = Slot()
"""Below the problem and the facts, for everybody; a section decides what the actor may see."""


def add_detail_section(section: DetailSection) -> None:
    """Show a further section, in the order of registration; once each."""
    DETAIL.add(section)


async def detail_sections(
    request: WebRequest, actor: Actor, challenge: ChallengeView
) -> list[Markup]:
    """What the registered sections have to show to this actor."""
    return await DETAIL.sections(request, actor, challenge)
