"""Where other areas show what they know on a solution's page."""

from collections.abc import Awaitable, Callable

from markupsafe import Markup

from foundation.access.actor import Actor
from foundation.web import WebRequest
from foundation.web.slots import Slot
from matching.solutions.views import SolutionView

DetailSection = Callable[[WebRequest, Actor, SolutionView], Awaitable[Markup]]

DETAIL: Slot[SolutionView] = Slot()
"""Below what the startup says, for everybody; a section decides what the actor may see."""
LAST: Slot[SolutionView] = Slot()
"""After those: what leads on to other pages."""


def add_detail_section(section: DetailSection) -> None:
    """Show a further section, in the order of registration; once each."""
    DETAIL.add(section)


async def detail_sections(
    request: WebRequest, actor: Actor, solution: SolutionView
) -> list[Markup]:
    """What the registered sections have to show to this actor."""
    return [
        *await DETAIL.sections(request, actor, solution),
        *await LAST.sections(request, actor, solution),
    ]
