"""公開している解決策: the part of a startup's page that lists its solutions."""

from markupsafe import Markup

from foundation.access.actor import Actor
from foundation.web import WebRequest, part
from matching.solutions.queries import published_solutions_of
from matching.startups.views import StartupView


async def solutions_of(request: WebRequest, actor: Actor, startup: StartupView) -> Markup:
    """Published solutions of a confirmed startup; says so where there are none."""
    found = await published_solutions_of(startup.id) if startup.confirmed else []
    return part(request, "solutions/of_startup.html", startup=startup, solutions=found)
