"""The computed order, for the secretariat, and what must hold before it is shown or decided on."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from foundation.access.actor import Actor
from foundation.errors import Conflict
from foundation.i18n import gettext as _
from pitch.contests.queries import ContestView, contest_for
from pitch.contests.rubric import CriterionView
from pitch.contests.states import ContestState
from pitch.judging import policy
from pitch.judging.counting.cast import CastBallot
from pitch.judging.counting.tally import Opening, TalliedEntry, Tally, tally_of
from pitch.judging.counting.weighted import EntryScore


@dataclass(frozen=True, kw_only=True)
class JudgeBallot:
    """A judge's ballot as the secretariat reads it once the order is open."""

    judge_name: str
    ballot: CastBallot


@dataclass(frozen=True, kw_only=True)
class OrderedEntry:
    """An entry in the computed order."""

    entry: TalliedEntry
    score: EntryScore[UUID]
    ballots: Sequence[JudgeBallot]


@dataclass(frozen=True, kw_only=True)
class Order:
    """The computed order (計算した順位) with what it rests on.

    Attributes:
        seen: to send back with the decision, so that it is made on what was seen.
    """

    contest: ContestView
    criteria: Sequence[CriterionView]
    entries: Sequence[OrderedEntry]
    seen: str
    is_complete: bool
    opening: Opening | None


def require_judging(state: str) -> None:
    """Refuse what is done only while a contest is being judged.

    Args:
        state: of the contest.

    Raises:
        Conflict: it is in another one.
    """
    if state != ContestState.JUDGING:
        raise Conflict(_("このコンテストは、今は審査中ではありません。"), state)


def require_open(tally: Tally) -> None:
    """Refuse what rests on the computed order while that is closed.

    Raises:
        Conflict: ballots are missing, and the order was not opened without them.
    """
    if not tally.shows_order:
        raise Conflict(
            _("まだ揃っていない票があります。揃うのを待つか、理由を書いて順位を開いてください。"),
            ContestState.JUDGING.value,
        )


async def order_of(actor: Actor, contest_id: UUID) -> Order:
    """The computed order with the ballots, for the secretariat, once every ballot is there or it was opened.

    Raises:
        NotAuthenticated, NotPermitted: the reader is not the secretariat.
        Conflict: the contest is not being judged, or the order is still closed.
    """
    actor.account()
    policy.may_run(actor).require()
    contest = await contest_for(actor, contest_id)
    require_judging(contest.state)
    tally = await tally_of(contest_id)
    require_open(tally)
    entries = {entry.id: entry for entry in tally.entries}
    names = {judge.account_id: judge.name for judge in tally.judges}
    return Order(
        contest=contest,
        criteria=tally.criteria,
        entries=[
            OrderedEntry(
                entry=entries[score.entry],
                score=score,
                ballots=[
                    JudgeBallot(judge_name=names[one.judge_id], ballot=one)
                    for one in tally.ballots
                    if one.entry_id == score.entry and one.state != "draft"
                ],
            )
            for score in tally.scores
        ],
        seen=tally.seen,
        is_complete=tally.is_complete,
        opening=tally.opening,
    )
