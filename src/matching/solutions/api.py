"""REST interface of solutions: the same commands and queries as the pages."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from foundation.access.actor import Actor
from foundation.web import WebRequest
from foundation.web.acts import Operations
from foundation.web.api import (
    NO_TOKEN,
    ApiController,
    CursorPage,
    Limit,
    Schema,
    creation_id,
    given_out,
)
from matching.solutions import commands, queries
from matching.solutions.commands import SolutionRecord
from matching.solutions.content import SolutionContent, all_conditions
from matching.solutions.queries import SolutionFilter
from matching.solutions.views import SolutionRow, SolutionView
from matching.vocabulary.provenance import Provenance


class SolutionSummary(Schema):
    """A solution in a list; its price is null where it is unknown or not public."""

    id: UUID
    state: str
    edition: int
    version: int
    title_ja: str
    title_en: str | None
    categories: list[str]
    regions: list[str]
    readiness: int | None
    price_yen: int | None
    price_unit: str | None
    startup_id: UUID
    startup_name_ja: str
    startup_name_en: str | None
    sample: bool
    published_at: datetime | None
    updated_at: datetime


class SolutionEditionOut(Schema):
    """A published edition: when, and which fields differ from the one before."""

    edition: int
    published_at: datetime
    changed_fields: list[str]


class SolutionOut(Schema):
    """A solution as its reader may see it.

    In `content`, evidence and price are null for everybody but the startup and the secretariat
    unless `evidence_public` and `price_public` say otherwise, and `conditions` names every condition.
    `editions`, `withdrawn_reason` and `updated_at` are for those two only. `acts` names what the
    reader may do now; `sample` says that the record is made up (見本).
    """

    id: UUID
    version: int
    edition: int
    state: str
    startup_id: UUID
    startup_name_ja: str
    startup_name_en: str | None
    content: SolutionContent
    sample: bool
    provenance: Provenance | None
    published_at: datetime | None
    edition_at: datetime | None
    updated_at: datetime | None
    withdrawn_reason: str | None
    editions: list[SolutionEditionOut]
    acts: list[str]


class ChangedSolution(Schema):
    """Content written anew; `version` is the one that was read."""

    version: int
    content: SolutionContent


class SolutionApi(ApiController):
    """Solutions (解決策). Reading what is public needs no token."""

    path = "/api/v1/solutions"
    tags = ["Solutions"]

    @get("/", operation_id="ListSolutions", security=NO_TOKEN)
    async def listing(
        self,
        q: FromQuery[str] = "",
        category: FromQuery[str] = "",
        region: FromQuery[str] = "",
        startup_id: FromQuery[UUID | None] = None,
        cursor: FromQuery[str | None] = None,
        limit: Limit = 50,
    ) -> CursorPage[SolutionSummary]:
        """Public solutions, those published or changed last first."""
        chosen = SolutionFilter(
            q=q[:100].strip(), category=category, region=region, startup_id=startup_id
        )
        return given_out(await queries.solutions_after(chosen, cursor, limit), _summary)

    @get("/mine", operation_id="ListOwnSolutions")
    async def mine(self, actor: NamedDependency[Actor]) -> CursorPage[SolutionSummary]:
        """All solutions of one's startup in any state, changed last first."""
        return CursorPage(items=[_summary(row) for row in await queries.own_solutions(actor)])

    @post("/", operation_id="CreateSolution")
    async def create(
        self, request: WebRequest, actor: NamedDependency[Actor], data: JSONBody[SolutionContent]
    ) -> SolutionOut:
        """Draft a solution for one's startup; repeatable with the header `Idempotency-Key`."""
        made = await commands.create_solution(actor, creation_id(request, actor), data)
        return await _out(actor, made.id)

    @get("/{solution_id:uuid}", operation_id="GetSolution", security=NO_TOKEN)
    async def detail(
        self, actor: NamedDependency[Actor], solution_id: FromPath[UUID]
    ) -> SolutionOut:
        """One solution."""
        return await _out(actor, solution_id)

    @put("/{solution_id:uuid}", operation_id="UpdateSolution")
    async def update(
        self,
        actor: NamedDependency[Actor],
        solution_id: FromPath[UUID],
        data: JSONBody[ChangedSolution],
    ) -> SolutionOut:
        """Write it anew; while it is published, that makes a new edition at once."""
        await commands.update_solution(actor, solution_id, data.version, data.content)
        return await _out(actor, solution_id)


async def _out(actor: Actor, solution_id: UUID) -> SolutionOut:
    return _solution(await queries.solution_for(actor, solution_id))


def _summary(row: SolutionRow) -> SolutionSummary:
    return SolutionSummary.of(row, published_at=row.edition_at)


def _solution(view: SolutionView) -> SolutionOut:
    whole = msgspec.structs.replace(view.content, conditions=all_conditions(view.content))
    return SolutionOut.of(view, content=whole, withdrawn_reason=view.state_reason)


async def _led(actor: Actor, made: SolutionRecord) -> SolutionOut:
    return await _out(actor, made.id)


OPERATION = Operations("solution_id", _led)


class SolutionActsApi(ApiController):
    """What leads solutions from state to state."""

    path = "/api/v1/solutions/{solution_id:uuid}"
    tags = ["Solutions"]

    publish = OPERATION(
        commands.publish_solution,
        "PublishSolution",
        "Let everybody see it; what is missing is told per field. The startup must be confirmed.",
    )
    withdraw = OPERATION(
        commands.withdraw_solution,
        "WithdrawSolution",
        "Take it away from the public, with a reason.",
    )
    redraft = OPERATION(
        commands.redraft_solution, "RedraftSolution", "Make a withdrawn one a draft again."
    )
