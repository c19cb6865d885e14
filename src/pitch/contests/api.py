"""REST interface of contests."""

from datetime import datetime
from functools import partial
from uuid import UUID

import msgspec
from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from foundation.access.actor import Actor
from foundation.web import WebRequest
from foundation.web.api import (
    NO_TOKEN,
    ApiController,
    CursorPage,
    Schema,
    creation_id,
    given_out,
)
from pitch.contests import commands, policy, queries
from pitch.contests.content import ContestContent
from pitch.contests.queries.views import ContestRow, ContestView
from pitch.contests.rubric import CriterionContent, CriterionView
from pitch.contests.states import Act, shown_state


class ContestIn(Schema, kw_only=True):
    """A contest to write. Times are instants with an offset; weights add up to 100 on opening."""

    challenge_id: UUID
    theme_ja: str
    theme_en: str | None = None
    edition_ja: str | None = None
    edition_en: str | None = None
    description_ja: str
    description_en: str | None = None
    entry_deadline: datetime
    judging_deadline: datetime
    final_at: datetime | None = None
    criteria: list[CriterionContent] = []
    judge_ids: list[UUID] = []

    def content(self) -> ContestContent:
        """As the commands take it."""
        return msgspec.convert(self, ContestContent, from_attributes=True)


class ContestUpdate(ContestIn, kw_only=True):
    """As `ContestIn`, with the version that was seen."""

    version: int


class ActIn(Schema):
    """The version that was seen, why, and for `reopen-entries` until when."""

    version: int
    reason: str = ""
    deadline: datetime | None = None


class ContestState(Schema):
    """What a contest is now."""

    id: UUID
    state: str
    version: int


class ContestItem(Schema):
    """A contest in a list. A decision shows as `judging` until it is published."""

    id: UUID
    state: str
    theme_ja: str
    theme_en: str | None
    edition_ja: str | None
    edition_en: str | None
    entry_deadline: datetime
    judging_deadline: datetime
    published_at: datetime | None
    entries: int


class ContestOut(Schema):
    """A contest with its rubric; judges are listed for the secretariat and the judges only."""

    id: UUID
    state: str
    version: int
    challenge_id: UUID
    challenge_number: str | None
    theme_ja: str
    theme_en: str | None
    edition_ja: str | None
    edition_en: str | None
    description_ja: str
    description_en: str | None
    entry_deadline: datetime
    judging_deadline: datetime
    final_at: datetime | None
    rubric_sha256: str | None
    published_at: datetime | None
    sample_note_ja: str | None
    sample_note_en: str | None
    criteria: list[CriterionView]
    judge_ids: list[UUID]
    entries: int


def _item(row: ContestRow, insider: bool) -> ContestItem:
    return ContestItem.of(row, state=shown_state(row.state, insider))


def _out(contest: ContestView) -> ContestOut:
    return ContestOut.of(
        contest,
        state=shown_state(contest.state, contest.runs),
        rubric_sha256=contest.rubric_hash,
        judge_ids=sorted(contest.judge_ids),
    )


class ContestApi(ApiController):
    """Contests."""

    path = "/api/v1/contests"
    tags = ["Contests"]

    @get(operation_id="ListContests", security=NO_TOKEN)
    async def index(
        self,
        actor: NamedDependency[Actor],
        limit: FromQuery[int] = 20,
        cursor: FromQuery[str | None] = None,
    ) -> CursorPage[ContestItem]:
        """Contests, latest entry deadline first; drafts for the secretariat only."""
        found = await queries.contests_after(actor, cursor, limit)
        return given_out(found, partial(_item, insider=bool(policy.may_run(actor))))

    @post(operation_id="CreateContest")
    async def create(
        self, request: WebRequest, actor: NamedDependency[Actor], data: JSONBody[ContestIn]
    ) -> ContestState:
        """Draft a contest; secretariat only. Repeatable with `Idempotency-Key`."""
        actor.account()
        return ContestState.of(
            await commands.create_contest(actor, creation_id(request, actor), data.content())
        )

    @get("/{contest_id:uuid}", operation_id="GetContest", security=NO_TOKEN)
    async def detail(self, actor: NamedDependency[Actor], contest_id: FromPath[UUID]) -> ContestOut:
        """One contest with its rubric."""
        return _out(await queries.contest_for(actor, contest_id))

    @put("/{contest_id:uuid}", operation_id="UpdateContest")
    async def update(
        self,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        data: JSONBody[ContestUpdate],
    ) -> ContestState:
        """Change a draft, or dates, texts and judges of an open contest."""
        return ContestState.of(
            await commands.update_contest(actor, contest_id, data.version, data.content())
        )

    @post("/{contest_id:uuid}/{act:str}", operation_id="ActOnContest", status_code=200)
    async def act(
        self,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        act: FromPath[Act],
        data: JSONBody[ActIn],
    ) -> ContestState:
        """Lead a contest on: open, unopen, start-judging, reopen-entries, cancel, restore."""
        actor.account()
        return ContestState.of(
            await commands.act_on_contest(
                actor, contest_id, act, data.version, reason=data.reason, deadline=data.deadline
            )
        )
