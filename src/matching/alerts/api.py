"""REST interface of alerts: the person's own choices and saved searches."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from foundation.access.actor import Actor
from foundation.errors import NotFound
from foundation.web import WebRequest
from foundation.web.api import ApiController, Schema, creation_id
from matching.alerts import commands, queries
from matching.alerts.kinds import Frequency, Kind

KindName = Literal["challenge_fits", "solution_fits", "saved_search"]
FrequencyName = Literal["daily", "weekly", "paused"]


class SearchOut(Schema):
    """A saved search; `query` is the query of the search page's address."""

    id: UUID
    name: str
    query: str
    frequency: str
    version: int
    created_at: datetime


class SearchesOut(Schema):
    """All of the caller's saved searches, newest first."""

    items: list[SearchOut]


class SearchIn(Schema):
    """A search to keep; an empty name takes the words and filters themselves."""

    query: str
    frequency: FrequencyName = "daily"
    name: str = ""


class SearchChange(Schema):
    """Name and frequency of a kept search; `version` is the one seen before."""

    name: str
    frequency: FrequencyName
    version: int


class ChoicesOut(Schema):
    """Kinds of mail that concern the caller, and whether they are wanted."""

    items: dict[str, bool]


class ChoicesIn(Schema):
    """Kinds to change."""

    items: dict[KindName, bool]


class AlertApi(ApiController):
    """Saved searches and what one is told: each caller's own."""

    path = "/api/v1"
    tags = ["Notifications"]

    @get("/saved-searches", operation_id="ListSavedSearches")
    async def searches(self, actor: NamedDependency[Actor]) -> SearchesOut:
        """The caller's saved searches."""
        return SearchesOut(items=[SearchOut.of(one) for one in await queries.own_searches(actor)])

    @post("/saved-searches", operation_id="SaveSearch")
    async def save(
        self, request: WebRequest, actor: NamedDependency[Actor], data: JSONBody[SearchIn]
    ) -> SearchOut:
        """Keep a search, to be told by mail of what it finds newly; the same search twice is one."""
        actor.account()
        saved = await commands.save_search(
            actor, creation_id(request, actor), data.query, Frequency(data.frequency), data.name
        )
        return await _one(actor, saved.id)

    @put("/saved-searches/{search_id:uuid}", operation_id="ChangeSavedSearch")
    async def change(
        self,
        actor: NamedDependency[Actor],
        search_id: FromPath[UUID],
        data: JSONBody[SearchChange],
    ) -> SearchOut:
        """Rename a saved search, or be told of it more or less often."""
        actor.account()
        await commands.change_search(
            actor,
            search_id,
            data.version,
            name=data.name,
            frequency=Frequency(data.frequency),
        )
        return await _one(actor, search_id)

    @delete("/saved-searches/{search_id:uuid}", operation_id="DeleteSavedSearch")
    async def forget(self, actor: NamedDependency[Actor], search_id: FromPath[UUID]) -> None:
        """Forget a saved search; one that is gone stays gone."""
        actor.account()
        await commands.delete_search(actor, search_id)

    @get("/notifications", operation_id="GetNotifications")
    async def choices(self, actor: NamedDependency[Actor]) -> ChoicesOut:
        """Which mails the caller gets, of those that concern them."""
        return await _choices(actor)

    @put("/notifications", operation_id="ChooseNotifications")
    async def choose(self, actor: NamedDependency[Actor], data: JSONBody[ChoicesIn]) -> ChoicesOut:
        """Say which mails the caller wants."""
        actor.account()
        await commands.choose(actor, {Kind(name): wants for name, wants in data.items.items()})
        return await _choices(actor)


async def _one(actor: Actor, search_id: UUID) -> SearchOut:
    found = [one for one in await queries.own_searches(actor) if one.id == search_id]
    if not found:
        raise NotFound()
    return SearchOut.of(found[0])


async def _choices(actor: Actor) -> ChoicesOut:
    return ChoicesOut(
        items={one.kind.value: one.wanted for one in await queries.own_choices(actor)}
    )
