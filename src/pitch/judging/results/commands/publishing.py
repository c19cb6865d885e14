"""Publishing a decided result, and the ways back. All take the contest's id."""

from foundation.acts import Row, Step, clear, sign
from foundation.frozen import thaw
from pitch.contests import effects as contests
from pitch.judging import mails
from pitch.judging.results.commands.leading import RESULTS
from pitch.judging.results.known import make_known, make_unknown
from pitch.judging.results.record import ResultContent
from pitch.judging.states import ResultAct


async def _published(step: Step[ResultAct], row: Row) -> None:
    contest = await contests.mark_published(row["contest"])
    content = thaw(row["content"], ResultContent)
    await make_known(content, step.at)
    await mails.tell_published(contest, content, step.at)


async def _unpublished(step: Step[ResultAct], row: Row) -> None:
    reason = step.reason or ""
    contest = await contests.mark_unpublished(row["contest"], reason)
    await make_unknown(row["contest"])
    await mails.tell_unpublished(contest, thaw(row["content"], ResultContent), reason, step.at)


async def _undecided(step: Step[ResultAct], row: Row) -> None:
    await contests.mark_undecided(row["contest"], step.reason or "")


publish_result = RESULTS.at_once(
    ResultAct.PUBLISH, columns=sign("published"), follow=_published, once=True
)
"""Publish (公表) a decided result: entrants are mailed, the places become facts of the solutions."""

unpublish_result = RESULTS.with_reason(
    ResultAct.UNPUBLISH, columns=clear("published_at", "published_by"), follow=_unpublished
)
"""Take a published result from the public (公表の取消し); the decision stands. Entrants are told why."""

take_back_decision = RESULTS.with_reason(
    ResultAct.TAKE_BACK, columns=sign("taken_back"), follow=_undecided
)
"""Take back a decision that is not published: judging goes on, the old record is kept."""
