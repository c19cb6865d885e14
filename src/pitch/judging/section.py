"""What judging shows on a contest's page: the way to ballot, progress or result, to whom it concerns."""

from markupsafe import Markup

from foundation.access.actor import Actor
from foundation.errors import NotFound
from foundation.web import WebRequest, part
from pitch.contests.queries import ContestView
from pitch.contests.states import ContestState
from pitch.judging import policy
from pitch.judging.ballots.queries import own_progress
from pitch.judging.results.queries import result_for
from pitch.judging.running.queries import progress_of

_JUDGED = (ContestState.JUDGING, ContestState.DECIDED)
_RESULT = (ContestState.DECIDED, ContestState.PUBLISHED)


async def judging(request: WebRequest, actor: Actor, contest: ContestView) -> Markup:
    """The reader's next step in judging, and the winner once the result is public."""
    result = None
    if contest.state in _RESULT:
        try:
            result = await result_for(actor, contest.id)
        except NotFound:
            result = None
    own = await own_progress(actor, contest) if contest.state in _JUDGED else None
    runs = bool(policy.may_run(actor)) and contest.state == ContestState.JUDGING
    progress = await progress_of(actor, contest.id) if runs else None
    if result is None and own is None and progress is None:
        return Markup()
    return part(
        request,
        "judging/section.html",
        contest=contest,
        result=result,
        own=own,
        progress=progress,
    )
