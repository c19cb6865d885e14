"""REST interface of decisions and results."""

from datetime import datetime
from fractions import Fraction
from uuid import UUID

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from foundation.access.actor import Actor
from foundation.web.acts import Operations
from foundation.web.api import (
    NO_TOKEN,
    ApiController,
    Schema,
)
from pitch.judging.counting.weighted import exact
from pitch.judging.results import commands, queries
from pitch.judging.results.commands import Decision, ResultRecord
from pitch.judging.results.queries import EntryLines, ResultEntry, ResultView


class DecisionIn(Schema):
    """The decision: place by entry; `reason` where a place is not the computed rank.

    `seen` is the `fingerprint` of the computed order that was read before deciding.
    """

    places: dict[UUID, int]
    seen: str
    reason: str = ""
    comment_ja: str = ""
    comment_en: str = ""
    shared_feedback: list[UUID] = []


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


def _rounded(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 4)


def _entry(entry: ResultEntry) -> ResultEntryOut:
    return ResultEntryOut.of(
        entry, entry_id=entry.id, total=_rounded(entry.total), total_exact=exact(entry.total)
    )


def _criteria(lines: EntryLines | None) -> list[CriterionMean]:
    if lines is None:
        return []
    return [
        CriterionMean.of(line, mean=_rounded(line.mean), mean_of_all=_rounded(line.mean_of_all))
        for line in lines.lines
    ]


def _result(result: ResultView) -> ResultOut:
    return ResultOut.of(
        result,
        contest_id=result.contest.id,
        entries=[_entry(entry) for entry in result.entries],
        winner_criteria=_criteria(result.winner),
        own=[
            OwnResult(entry_id=one.entry.id, criteria=_criteria(one), feedback=list(one.feedback))
            for one in result.own
        ],
        sample_note_ja=result.contest.sample_note_ja,
        sample_note_en=result.contest.sample_note_en,
    )


async def _answer(_actor: Actor, record: ResultRecord) -> ResultStateOut:
    return ResultStateOut.of(record)


OPERATION = Operations("contest_id", _answer)


class ResultApi(ApiController):
    """Deciding and publishing, for the secretariat; the result, for everybody once published."""

    path = "/api/v1/contests/{contest_id:uuid}"
    tags = ["Judging"]

    @post("/decide", operation_id="DecideResult", status_code=200)
    async def decide(
        self,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        data: JSONBody[DecisionIn],
    ) -> ResultStateOut:
        """Decide the result; nothing is published. Secretariat."""
        decision = Decision(**msgspec.structs.asdict(data))
        return ResultStateOut.of(await commands.decide(actor, contest_id, decision))

    take_back = OPERATION(
        commands.take_back_decision,
        "TakeBackDecision",
        "Take a decision back that is not published. Secretariat.",
    )
    publish = OPERATION(
        commands.publish_result, "PublishResult", "Publish a decided result. Secretariat."
    )
    unpublish = OPERATION(
        commands.unpublish_result,
        "UnpublishResult",
        "Take a published result back from the public. Secretariat.",
    )

    @get("/result", operation_id="GetResult", security=NO_TOKEN)
    async def result(self, actor: NamedDependency[Actor], contest_id: FromPath[UUID]) -> ResultOut:
        """The published result; the secretariat sees a decided one too."""
        return _result(await queries.result_for(actor, contest_id))
