"""What pilots show on the pages of challenges, contests and solutions: those there are, and the way to a new one."""

from collections.abc import Sequence

from markupsafe import Markup

from foundation.access.actor import Actor
from foundation.web import WebRequest, part
from matching.challenges.views import ChallengeView
from matching.solutions.views import SolutionView
from pitch.contests.queries import ContestView
from pitch.pilots import queries
from pitch.pilots.pages.frame import words
from pitch.pilots.sources import Candidate, entered_candidates, shortlisted_candidates
from pitch.pilots.views import PilotRow


async def on_challenge(request: WebRequest, actor: Actor, challenge: ChallengeView) -> Markup:
    """The challenge's pilots; for its bureau's pilot owner also the shortlist."""
    return _section(
        request,
        await queries.pilots_of_challenge(actor, challenge.id),
        await shortlisted_candidates(actor, challenge.id),
    )


async def on_contest(request: WebRequest, actor: Actor, contest: ContestView) -> Markup:
    """The pilots of the contest's entries; for the bureau's pilot owner also the entries."""
    return _section(
        request,
        await queries.pilots_of_contest(actor, contest.id),
        await entered_candidates(actor, contest.id),
    )


async def on_solution(request: WebRequest, actor: Actor, solution: SolutionView) -> Markup:
    """The solution's pilots."""
    return _section(request, await queries.pilots_of_solution(actor, solution.id), ())


def _section(
    request: WebRequest, pilots: Sequence[PilotRow], candidates: Sequence[Candidate]
) -> Markup:
    if not pilots and not candidates:
        return Markup()
    return part(request, "pilots/section.html", pilots=pilots, candidates=candidates, **words())
