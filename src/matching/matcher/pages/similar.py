"""似た課題 and 似た解決策: parts of public pages that everybody sees."""

from markupsafe import Markup

from foundation.access.actor import Actor
from foundation.web import WebRequest, part
from matching.challenges.views import ChallengeView
from matching.matcher.queries import similar_challenges, similar_solutions
from matching.search.engines.port import EngineUnavailable
from matching.solutions.views import SolutionView
from matching.startups.states import StartupState


async def like_challenge(request: WebRequest, actor: Actor, challenge: ChallengeView) -> Markup:
    """Challenges of other bureaus with what became of them; nothing for what is not public."""
    if not challenge.is_public:
        return Markup()
    try:
        found = await similar_challenges(challenge.id)
    except EngineUnavailable:
        return Markup()
    return part(request, "matcher/similar_challenges.html", found=found)


async def like_solution(request: WebRequest, actor: Actor, solution: SolutionView) -> Markup:
    """Solutions of other startups; nothing for what is not public."""
    if not solution.published or solution.startup_state != StartupState.CONFIRMED:
        return Markup()
    try:
        found = await similar_solutions(solution.id)
    except EngineUnavailable:
        return Markup()
    return part(request, "matcher/similar_solutions.html", found=found)
