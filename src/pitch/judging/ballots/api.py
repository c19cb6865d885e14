"""REST interface of judges: their own ballots."""

from datetime import datetime
from uuid import UUID

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from foundation.access.actor import Actor
from foundation.web.api import ApiController, Schema
from pitch.judging.ballots import commands, queries
from pitch.judging.ballots.content import BallotContent
from pitch.judging.ballots.queries import BallotView, JudgedContest


class BallotItem(Schema):
    """A judge's own ballot in a list; `not_started` with version 0 where nothing is written."""

    entry_id: UUID
    code: str
    title_ja: str
    title_en: str | None
    organisation_name: str
    state: str
    version: int


class BallotList(Schema):
    """A judge's own ballots in one contest: one for each standing entry."""

    contest_id: UUID
    judging_deadline: datetime
    takes_ballots: bool
    done: int
    ballots: list[BallotItem]


class CriterionToScore(Schema):
    """A criterion of the rubric, by the id that scores and comments name it with."""

    id: UUID
    name_ja: str
    name_en: str | None
    weight: int


class BallotOut(Schema):
    """A judge's own ballot for one entry."""

    contest_id: UUID
    entry_id: UUID
    state: str
    version: int
    criteria: list[CriterionToScore]
    scores: dict[UUID, int]
    comments: dict[UUID, str]
    feedback: str | None
    recusal_reason: str | None
    updated_at: datetime | None


class BallotIn(Schema):
    """What to write. `version` is the one that was seen, 0 for a ballot not written yet.

    Scores go from 1 to 5 and may be incomplete in a draft; 1 and 5 need a comment on submission.
    """

    version: int
    scores: dict[UUID, int] = {}
    comments: dict[UUID, str] = {}
    feedback: str | None = None

    def content(self) -> BallotContent:
        """As the commands take it."""
        return BallotContent(scores=self.scores, comments=self.comments, feedback=self.feedback)


class VersionIn(Schema):
    """The version that was seen."""

    version: int


class RecusalIn(Schema):
    """Why the judge steps aside."""

    reason: str


class BallotStateOut(Schema):
    """What a ballot is now."""

    id: UUID
    contest_id: UUID
    entry_id: UUID
    state: str
    version: int


def _list(judged: JudgedContest) -> BallotList:
    return BallotList.of(
        judged,
        contest_id=judged.contest.id,
        judging_deadline=judged.contest.judging_deadline,
        ballots=[BallotItem.of(one, entry_id=one.id) for one in judged.entries],
    )


def _ballot(view: BallotView) -> BallotOut:
    return BallotOut.of(
        view.own,
        entry_id=view.entry.id,
        criteria=view.criteria,
        scores=view.content.scores,
        comments=view.content.comments,
        feedback=view.content.feedback,
    )


class BallotApi(ApiController):
    """A judge's own ballots."""

    path = "/api/v1"
    tags = ["Judging"]

    @get("/contests/{contest_id:uuid}/ballots", operation_id="ListOwnBallots")
    async def of_contest(
        self, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> BallotList:
        """The judge's own ballots in a contest, in the order of the entries."""
        return _list(await queries.own_ballots(actor, contest_id))

    @get("/entries/{entry_id:uuid}/ballot", operation_id="GetOwnBallot")
    async def detail(self, actor: NamedDependency[Actor], entry_id: FromPath[UUID]) -> BallotOut:
        """The judge's own ballot for an entry, with the criteria to score."""
        return _ballot(await queries.ballot_for(actor, entry_id))

    @put("/entries/{entry_id:uuid}/ballot", operation_id="SaveBallot")
    async def save(
        self, actor: NamedDependency[Actor], entry_id: FromPath[UUID], data: JSONBody[BallotIn]
    ) -> BallotStateOut:
        """Save a draft. It replaces what was saved before."""
        return BallotStateOut.of(
            await commands.save_ballot(actor, entry_id, data.version, data.content())
        )

    @post("/entries/{entry_id:uuid}/ballot/submit", operation_id="SubmitBallot", status_code=200)
    async def submit(
        self, actor: NamedDependency[Actor], entry_id: FromPath[UUID], data: JSONBody[VersionIn]
    ) -> BallotStateOut:
        """Submit the ballot as it is saved; every criterion must be scored."""
        return BallotStateOut.of(await commands.submit_ballot(actor, entry_id, data.version))

    @post(
        "/entries/{entry_id:uuid}/ballot/take-back",
        operation_id="TakeBackBallot",
        status_code=200,
    )
    async def take_back(
        self, actor: NamedDependency[Actor], entry_id: FromPath[UUID], data: JSONBody[VersionIn]
    ) -> BallotStateOut:
        """Make a submitted ballot a draft again, before the deadline."""
        return BallotStateOut.of(await commands.take_back_ballot(actor, entry_id, data.version))

    @post("/entries/{entry_id:uuid}/ballot/recuse", operation_id="RecuseFromEntry", status_code=200)
    async def recuse(
        self, actor: NamedDependency[Actor], entry_id: FromPath[UUID], data: JSONBody[RecusalIn]
    ) -> BallotStateOut:
        """Step aside from an entry."""
        return BallotStateOut.of(await commands.recuse(actor, entry_id, data.reason))

    @post(
        "/entries/{entry_id:uuid}/ballot/unrecuse", operation_id="TakeBackRecusal", status_code=200
    )
    async def unrecuse(
        self, actor: NamedDependency[Actor], entry_id: FromPath[UUID]
    ) -> BallotStateOut:
        """Take one's own recusal back."""
        return BallotStateOut.of(await commands.take_back_recusal(actor, entry_id))
