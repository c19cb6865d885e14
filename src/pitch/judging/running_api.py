"""REST interface of progress, order and result."""

from datetime import datetime
from fractions import Fraction
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from foundation.identity.actor import Actor
from foundation.web.api import ApiController, Schema
from pitch.judging import balloting, commands, queries, results
from pitch.judging.commands import Decision, ResultRecord
from pitch.judging.queries import Progress
from pitch.judging.results import EntryLines, Order, ResultEntry, ResultView


class JudgeProgress(Schema):
    """How far one judge has come: states by entry, never values."""

    judge_id: UUID
    judge_name: str
    done: int
    states: dict[UUID, str]


class RecusalOut(Schema):
    """A recusal with its reason."""

    ballot_id: UUID
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


class DecisionIn(Schema):
    """The decision: place by entry; `reason` where a place is not the computed rank."""

    places: dict[UUID, int]
    reason: str = ""
    comment_ja: str = ""
    comment_en: str = ""
    shared_feedback: list[UUID] = []
    seen: str | None = None


class ReasonIn(Schema):
    """Why."""

    reason: str


class ExtensionIn(Schema):
    """The new judging deadline, and why."""

    deadline: datetime
    reason: str


class DeadlineOut(Schema):
    """The judging deadline now."""

    contest_id: UUID
    judging_deadline: datetime


class SeenIn(Schema):
    """The version that was seen; null takes any."""

    version: int | None = None


class ResultStateOut(Schema):
    """What a result is now."""

    id: UUID
    contest_id: UUID
    state: str
    version: int
    sha256: str


class ResultEntryOut(Schema):
    """An entry in a result; `total` is rounded for reading, `total_exact` is what decides the order."""

    entry_id: UUID
    solution_id: UUID
    title_ja: str
    title_en: str | None
    organisation_name: str
    place: int | None
    total: float | None
    total_exact: str | None
    ballots: int


class CriterionMean(Schema):
    """The mean of an entry on a criterion, beside that of all entries."""

    name_ja: str
    name_en: str | None
    weight: int
    mean: float | None
    mean_of_all: float | None


class OwnResult(Schema):
    """The reader's own entry, by criterion, with what judges wished to tell."""

    entry_id: UUID
    criteria: list[CriterionMean]
    feedback: list[str]


class ResultOut(Schema):
    """A result. No names of judges and no single ballots are in it."""

    id: UUID
    contest_id: UUID
    state: str
    version: int
    scored: bool
    entries: list[ResultEntryOut]
    winner_criteria: list[CriterionMean]
    own: list[OwnResult]
    judges: int
    comment_ja: str | None
    comment_en: str | None
    sha256: str
    decided_at: datetime
    published_at: datetime | None
    sample_note_ja: str | None
    sample_note_en: str | None


def _progress(progress: Progress) -> ProgressOut:
    return ProgressOut(
        contest_id=progress.contest.id,
        state=progress.contest.state,
        judging_deadline=progress.contest.judging_deadline,
        settled=progress.settled,
        expected=progress.expected,
        is_complete=progress.is_complete,
        shows_order=progress.shows_order,
        judges=[
            JudgeProgress(
                judge_id=judge.id,
                judge_name=judge.name,
                done=progress.done(judge.id),
                states={entry.id: progress.state(entry.id, judge.id) for entry in progress.entries},
            )
            for judge in progress.judges
        ],
        recusals=[
            RecusalOut(
                ballot_id=one.ballot_id,
                judge_name=one.judge_name,
                entry_id=one.entry.id,
                reason=one.reason,
            )
            for one in progress.recusals
        ],
    )


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _rounded(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 4)


def _order(order: Order) -> OrderOut:
    return OrderOut(
        contest_id=order.contest.id,
        fingerprint=order.fingerprint,
        is_complete=order.is_complete,
        opening_reason=order.opening.reason if order.opening else None,
        entries=[
            OrderedEntryOut(
                entry_id=one.entry.id,
                code=one.entry.code,
                organisation_name=one.entry.organisation_name,
                rank=one.score.rank,
                tied=one.score.tied,
                total=_exact(one.score.total),
                means={UUID(key): _exact(mean) for key, mean in one.score.means.items()},
                ballots=one.score.ballots,
            )
            for one in order.entries
        ],
    )


def _entry(entry: ResultEntry) -> ResultEntryOut:
    names = ("solution_id", "title_ja", "title_en", "organisation_name", "place", "ballots")
    return ResultEntryOut(
        entry_id=entry.id,
        total=_rounded(entry.total),
        total_exact=_exact(entry.total),
        **{name: getattr(entry, name) for name in names},
    )


def _criteria(lines: EntryLines | None) -> list[CriterionMean]:
    if lines is None:
        return []
    return [
        CriterionMean(
            name_ja=line.name_ja,
            name_en=line.name_en,
            weight=line.weight,
            mean=_rounded(line.mean),
            mean_of_all=_rounded(line.mean_of_all),
        )
        for line in lines.lines
    ]


def _result(result: ResultView) -> ResultOut:
    names = (
        "id", "state", "version", "scored", "judges", "comment_ja", "comment_en", "sha256",
        "decided_at", "published_at",
    )  # fmt: skip
    return ResultOut(
        contest_id=result.contest.id,
        entries=[_entry(entry) for entry in result.entries],
        winner_criteria=_criteria(result.winner),
        own=[
            OwnResult(entry_id=one.entry.id, criteria=_criteria(one), feedback=list(one.feedback))
            for one in result.own
        ],
        sample_note_ja=result.contest.sample_note_ja,
        sample_note_en=result.contest.sample_note_en,
        **{name: getattr(result, name) for name in names},
    )


def _state(record: ResultRecord) -> ResultStateOut:
    return ResultStateOut(
        **{name: getattr(record, name) for name in ResultStateOut.__struct_fields__}
    )


class JudgingApi(ApiController):
    """Running a contest's judging, for the secretariat; the result, for everybody once published."""

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
        deadline = await commands.extend_judging(actor, contest_id, data.deadline, data.reason)
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
    ) -> ProgressOut:
        """Take a judge's recusal back for them. Secretariat."""
        await balloting.lift_recusal(actor, contest_id, ballot_id)
        return _progress(await queries.progress_of(actor, contest_id))

    @post("/open-order", operation_id="OpenOrder", status_code=200)
    async def open_order(
        self, actor: NamedDependency[Actor], contest_id: FromPath[UUID], data: JSONBody[ReasonIn]
    ) -> OrderOut:
        """Open the computed order before all ballots are there. Secretariat."""
        await commands.open_order(actor, contest_id, data.reason)
        return _order(await results.order_of(actor, contest_id))

    @get("/order", operation_id="GetComputedOrder")
    async def order(self, actor: NamedDependency[Actor], contest_id: FromPath[UUID]) -> OrderOut:
        """The computed order, once every ballot is there or it was opened. Secretariat."""
        return _order(await results.order_of(actor, contest_id))

    @post("/decide", operation_id="DecideResult", status_code=200)
    async def decide(
        self,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        data: JSONBody[DecisionIn],
    ) -> ResultStateOut:
        """Decide the result; nothing is published. Secretariat."""
        values = {name: getattr(data, name) for name in DecisionIn.__struct_fields__}
        return _state(await commands.decide(actor, contest_id, Decision(**values)))

    @post("/take-back-decision", operation_id="TakeBackDecision", status_code=200)
    async def take_back(
        self, actor: NamedDependency[Actor], contest_id: FromPath[UUID], data: JSONBody[ReasonIn]
    ) -> ResultStateOut:
        """Take a decision back that is not published. Secretariat."""
        return _state(await commands.take_back_decision(actor, contest_id, data.reason))

    @post("/publish-result", operation_id="PublishResult", status_code=200)
    async def publish(
        self, actor: NamedDependency[Actor], contest_id: FromPath[UUID], data: JSONBody[SeenIn]
    ) -> ResultStateOut:
        """Publish a decided result. Secretariat."""
        return _state(await commands.publish_result(actor, contest_id, data.version))

    @post("/unpublish-result", operation_id="UnpublishResult", status_code=200)
    async def unpublish(
        self, actor: NamedDependency[Actor], contest_id: FromPath[UUID], data: JSONBody[ReasonIn]
    ) -> ResultStateOut:
        """Take a published result back from the public. Secretariat."""
        return _state(await commands.unpublish_result(actor, contest_id, data.reason))

    @get("/result", operation_id="GetResult")
    async def result(self, actor: NamedDependency[Actor], contest_id: FromPath[UUID]) -> ResultOut:
        """The published result; the secretariat sees a decided one too."""
        return _result(await results.result_for(actor, contest_id))
