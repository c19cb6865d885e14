"""Where other areas show what they know on a challenge's page."""

from collections.abc import Awaitable, Callable

from markupsafe import Markup

from foundation.identity.actor import Actor
from foundation.web import WebRequest
from matching.challenges.views import ChallengeView

DetailSection = Callable[[WebRequest, Actor, ChallengeView], Awaitable[Markup]]

_sections: list[DetailSection] = []


def add_detail_section(section: DetailSection) -> None:
    """Show a further section below the problem, in the order of registration; once each.

    The section decides itself what the actor may see; an empty markup shows nothing.
    """
    if section not in _sections:
        _sections.append(section)


async def detail_sections(
    request: WebRequest, actor: Actor, challenge: ChallengeView
) -> list[Markup]:
    """What the registered sections have to show to this actor."""
    shown = []
    for section in _sections:
        markup = await section(request, actor, challenge)
        if markup:
            shown.append(markup)
    return shown
