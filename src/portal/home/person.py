"""What a signed-in person finds first: what there is to do now, in the role they act in."""

from collections.abc import Sequence

from foundation.access.actor import Actor
from foundation.identity.colleagues.ended_roles import ended_role
from foundation.todo import More, Task, Tasks
from matching.matcher.policy import may_read_own_fits
from matching.matcher.queries import own_fits
from portal.home.arranging import Home, arranged
from portal.navigation import quick_links

MOST = 100
"""Rows of one kind that are shown; of more, it is said how many there are, and where."""
FITS_SHOWN = 5

_areas: list[Tasks] = []


def set_tasks(areas: Sequence[Tasks]) -> None:
    """Say whom to ask what there is to do, in the order of the list; called at composition."""
    _areas[:] = areas


async def home_of(actor: Actor, *, choosing: bool = False) -> Home:
    """The home page of the role acted in.

    Args:
        choosing: the person has roles, and has yet to choose the one to act in.
    """
    ended = None if choosing or actor.role else await ended_role(actor)
    asked = [] if choosing or ended else _areas
    found = [one for tasks in asked for one in await tasks(actor, MOST)]
    return arranged(
        Home(
            tasks=[one for one in found if isinstance(one, Task)],
            more=[one for one in found if isinstance(one, More)],
            links=quick_links(actor),
            fits=await own_fits(actor, at_most=FITS_SHOWN) if may_read_own_fits(actor) else (),
            notice=ended or "",
        )
    )
