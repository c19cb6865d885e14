"""REST interface of progress and the computed order."""

from datetime import datetime
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from foundation.access.actor import Actor
from foundation.web.api import ApiController, Schema
from pitch.judging.ballots.api import VersionIn
from pitch.judging.ballots.commands import lift_recusal
from pitch.judging.counting.weighted import exact
from pitch.judging.running import commands, queries
from pitch.judging.running.order import Order, order_of
from pitch.judging.running.queries import Progress


class JudgeProgress(Schema):
    """How far one judge has come: states by entry, never values."""

    judge_id: UUID
    judge_name: str
    done: int
    states: dict[UUID, str]


class RecusalOut(Schema):
    """A recusal with its reason; `version` is the ballot's."""

    ballot_id: UUID
    version: int
    judge_name: str
    entry_id: UUID
    reason: str


class ProgressOut(Schema):
    """How far a contest's judging has come."""

    contest_id: UUID
    state: str
    judging_deadline: datetime
    settled: int
    expected: int
    is_complete: bool
    shows_order: bool
    judges: list[JudgeProgress]
    recusals: list[RecusalOut]


class OrderedEntryOut(Schema):
    """An entry in the computed order; exact numbers as text, such as `61/15`."""

    entry_id: UUID
    code: str
    organisation_name: str
    rank: int | None
    tied: bool
    total: str | None
    means: dict[UUID, str | None]
    ballots: int


class OrderOut(Schema):
    """The computed order. `fingerprint` goes back with the decision as `seen`."""

    contest_id: UUID
    fingerprint: str
    is_complete: bool
    opening_reason: str | None
    entries: list[OrderedEntryOut]


class ReasonIn(Schema):
    """Why."""

    reason: str


class ExtensionIn(Schema):
    """The new judging deadline, why, and the version of the contest that was seen."""

    version: int
    deadline: datetime
    reason: str


class DeadlineOut(Schema):
    """The judging deadline now."""

    contest_id: UUID
    judging_deadline: datetime


def _progress(progress: Progress) -> ProgressOut:
    return ProgressOut.of(
        progress,
        contest_id=progress.contest.id,
        state=progress.contest.state,
        judging_deadline=progress.contest.judging_deadline,
        judges=[
            JudgeProgress(
                judge_id=judge.account_id,
                judge_name=judge.name,
                done=progress.done(judge.account_id),
                states={
                    entry.id: progress.state(entry.id, judge.account_id)
                    for entry in progress.entries
                },
            )
            for judge in progress.judges
        ],
        recusals=[RecusalOut.of(one, entry_id=one.entry.id) for one in progress.recusals],
    )


def _order(order: Order) -> OrderOut:
    return OrderOut(
        contest_id=order.contest.id,
        fingerprint=order.seen,
        is_complete=order.is_complete,
        opening_reason=order.opening.reason if order.opening else None,
        entries=[
            OrderedEntryOut.of(
                one.score,
                entry_id=one.entry.id,
                code=one.entry.code,
                organisation_name=one.entry.organisation_name,
                total=exact(one.score.total),
                means={key: exact(mean) for key, mean in one.score.means.items()},
            )
            for one in order.entries
        ],
    )


class JudgingApi(ApiController):
    """Running a contest's judging, for the secretariat."""

    path = "/api/v1/contests/{contest_id:uuid}"
    tags = ["Judging"]

    @get("/progress", operation_id="GetJudgingProgress")
    async def progress(
        self, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> ProgressOut:
        """Who has submitted what; states only. Secretariat."""
        return _progress(await queries.progress_of(actor, contest_id))

    @post("/extend-judging", operation_id="ExtendJudging", status_code=200)
    async def extend(
        self,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        data: JSONBody[ExtensionIn],
    ) -> DeadlineOut:
        """Give the judges more time. Secretariat."""
        deadline = await commands.extend_judging(
            actor, contest_id, data.deadline, data.reason, data.version
        )
        return DeadlineOut(contest_id=contest_id, judging_deadline=deadline)

    @post(
        "/recusals/{ballot_id:uuid}/take-back",
        operation_id="TakeBackJudgesRecusal",
        status_code=200,
    )
    async def take_back_recusal(
        self,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        ballot_id: FromPath[UUID],
        data: JSONBody[VersionIn],
    ) -> ProgressOut:
        """Take a judge's recusal back for them. Secretariat."""
        await lift_recusal(actor, contest_id, ballot_id, data.version)
        return _progress(await queries.progress_of(actor, contest_id))

    @post("/open-order", operation_id="OpenOrder", status_code=200)
    async def open_order(
        self, actor: NamedDependency[Actor], contest_id: FromPath[UUID], data: JSONBody[ReasonIn]
    ) -> OrderOut:
        """Open the computed order before all ballots are there. Secretariat."""
        await commands.open_order(actor, contest_id, data.reason)
        return _order(await order_of(actor, contest_id))

    @get("/order", operation_id="GetComputedOrder")
    async def order(self, actor: NamedDependency[Actor], contest_id: FromPath[UUID]) -> OrderOut:
        """The computed order, once every ballot is there or it was opened. Secretariat."""
        return _order(await order_of(actor, contest_id))
