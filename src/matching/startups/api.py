"""REST interface of startups: the same commands and queries as the pages."""

from datetime import datetime
from uuid import UUID

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from foundation.access.actor import Actor
from foundation.acts import Led
from foundation.errors import NotFound
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
from matching.startups import commands, policy, queries
from matching.startups.company.profile import StartupProfile


class StartupSummary(Schema):
    """A startup in a list; `solutions` counts its published ones."""

    id: UUID
    state: str
    corporate_number: str
    name_ja: str
    name_kana: str
    name_en: str | None
    summary_ja: str | None
    summary_en: str | None
    sample: bool
    solutions: int


class StartupOut(Schema):
    """A startup as its reader may see it.

    `profile.contact_email`, `submitted_at` and `state_reason` are null for everybody but the startup
    and the secretariat. `acts` names what the reader may do now. `sample_fields` are those of a real
    company that are made up (見本).
    """

    id: UUID
    version: int
    state: str
    profile: StartupProfile
    sample: bool
    sample_fields: list[str]
    confirmed_at: datetime | None
    submitted_at: datetime | None
    state_reason: str | None
    acts: list[str]


class ChangedStartup(Schema):
    """A profile written anew; `version` is the one that was read."""

    version: int
    profile: StartupProfile


class StartupApi(ApiController):
    """Startups. Reading what is public needs no token."""

    path = "/api/v1/startups"
    tags = ["Startups"]

    @get("/", operation_id="ListStartups", security=NO_TOKEN)
    async def listing(
        self,
        q: FromQuery[str] = "",
        cursor: FromQuery[str | None] = None,
        limit: Limit = 50,
    ) -> CursorPage[StartupSummary]:
        """Confirmed startups; `q` must stand in a name or the description."""
        found = await queries.startups_after(cursor, limit, q[:100])
        return given_out(found, StartupSummary.of)

    @get("/mine", operation_id="GetOwnStartup")
    async def mine(self, actor: NamedDependency[Actor]) -> StartupOut:
        """The startup one acts for."""
        actor.account()
        policy.may_write(actor).require()
        view = await queries.startup_of(actor)
        if view is None:
            raise NotFound()
        return StartupOut.of(view)

    @get("/review", operation_id="ListStartupsToReview")
    async def review(self, actor: NamedDependency[Actor]) -> CursorPage[StartupSummary]:
        """Registrations that wait for the secretariat, longest waiting first."""
        waiting = await queries.startups_to_review(actor)
        return CursorPage(items=[StartupSummary.of(row) for row in waiting])

    @post("/", operation_id="RegisterStartup")
    async def register(
        self, request: WebRequest, actor: NamedDependency[Actor], data: JSONBody[StartupProfile]
    ) -> StartupOut:
        """Register one's company; the person is its first member from the next request on.

        Repeatable with the header `Idempotency-Key`.
        """
        made = await commands.register_startup(actor, creation_id(request, actor), data)
        return StartupOut.of(await queries.startup_as_member(actor, made.id))

    @get("/{startup_id:uuid}", operation_id="GetStartup", security=NO_TOKEN)
    async def detail(self, actor: NamedDependency[Actor], startup_id: FromPath[UUID]) -> StartupOut:
        """One startup."""
        return await _seen(actor, startup_id)

    @put("/{startup_id:uuid}", operation_id="UpdateStartup")
    async def update(
        self,
        actor: NamedDependency[Actor],
        startup_id: FromPath[UUID],
        data: JSONBody[ChangedStartup],
    ) -> StartupOut:
        """Write the profile anew; a changed number or Japanese name is confirmed again."""
        await commands.update_startup(actor, startup_id, data.version, data.profile)
        return await _seen(actor, startup_id)


async def _seen(actor: Actor, startup_id: UUID) -> StartupOut:
    return StartupOut.of(await queries.startup_for(actor, startup_id))


async def _led(actor: Actor, made: Led) -> StartupOut:
    return await _seen(actor, made.id)


OPERATION = Operations("startup_id", _led)


class StartupActsApi(ApiController):
    """What leads startups from state to state."""

    path = "/api/v1/startups/{startup_id:uuid}"
    tags = ["Startups"]

    confirm = OPERATION(
        commands.confirm_startup, "ConfirmStartup", "Confirm the registration (secretariat)."
    )
    return_ = OPERATION(
        commands.return_startup,
        "ReturnStartup",
        "Give the registration back with a reason (secretariat).",
    )
    suspend = OPERATION(
        commands.suspend_startup,
        "SuspendStartup",
        "Take it and its solutions away from the public (secretariat).",
    )
    reinstate = OPERATION(
        commands.reinstate_startup,
        "ReinstateStartup",
        "Let a suspended one be public again (secretariat).",
    )
