"""REST interface of matching: the same queries and commands as the pages."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from foundation.identity.actor import Actor
from foundation.web.api import ApiController, Schema
from matching.matcher import commands, queries
from matching.matcher.explanation import Explained
from matching.matcher.queries import SHOWN, ShortlistItem

Limit = Annotated[int, QueryParameter(ge=1, le=100, description="Solutions to give, best first.")]


class FactOut(Schema):
    """A structured fact: kind, how it stands to the challenge, its visible effect −2 to +2."""

    kind: str
    fits: str
    effect: int
    label: str
    detail: str


class ReasonsOut(Schema):
    """Why a solution stands where it stands.

    `closeness` is `strong`, `medium`, `weak`, or `unknown` while it is being computed.
    """

    score: float
    terms_met: list[str]
    terms_missing: list[str]
    closeness: str
    rank_by_words: int | None
    rank_by_meaning: int | None
    facts: list[FactOut]
    effect: int


class MatchOut(Schema):
    """A published solution in its place."""

    rank: int
    solution_id: UUID
    title: str
    startup_id: UUID
    startup_name: str
    shortlisted: bool
    reasons: ReasonsOut


class MatchesOut(Schema):
    """Solutions ranked for a challenge.

    `by_meaning` is false where words alone decided, because vectors are not ready.
    """

    challenge_id: UUID
    terms: list[str]
    searched: int
    by_meaning: bool
    made_at: datetime
    items: list[MatchOut]


class ShortlistItemOut(Schema):
    """A solution kept in view, with why it stood where it stood when it was added."""

    id: UUID
    solution_id: UUID
    note: str
    added_at: datetime
    found: dict[str, Any]


class ShortlistOut(Schema):
    """A challenge's shortlist (候補リスト), first added first."""

    items: list[ShortlistItemOut]


class NoteIn(Schema):
    """A note to keep with the solution."""

    note: str = ""


class FitOut(Schema):
    """How one of the caller's own solutions fits an open challenge."""

    challenge_id: UUID
    challenge_title: str
    bureau_name: str
    solution_id: UUID
    solution_title: str
    terms_met: list[str]
    terms_missing: list[str]
    closeness: str
    facts: list[FactOut]
    effect: int


class FitsOut(Schema):
    """Open challenges that the caller's own solutions fit, best first."""

    items: list[FitOut]


class MatchApi(ApiController):
    """Rankings and shortlists of a challenge: for the owning bureau and the secretariat."""

    path = "/api/v1/challenges/{challenge_id:uuid}"
    tags = ["Matching"]

    @get("/matches", operation_id="ListMatches")
    async def matches(
        self, actor: NamedDependency[Actor], challenge_id: FromPath[UUID], limit: Limit = SHOWN
    ) -> MatchesOut:
        """Published solutions ranked for the challenge, with reasons."""
        actor.account()
        ranking = await queries.ranked_solutions(actor, challenge_id, limit)
        return MatchesOut(
            challenge_id=challenge_id,
            terms=[term.surface for term in ranking.terms],
            searched=ranking.searched,
            by_meaning=ranking.by_meaning,
            made_at=ranking.made_at,
            items=[
                MatchOut(
                    rank=one.rank,
                    solution_id=one.solution.id,
                    title=one.solution.title,
                    startup_id=one.solution.owner_id,
                    startup_name=one.solution.owner_name,
                    shortlisted=one.shortlisted,
                    reasons=_reasons(one.why),
                )
                for one in ranking.results
            ],
        )

    @get("/shortlist", operation_id="GetShortlist")
    async def shortlist(
        self, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> ShortlistOut:
        """What is on the challenge's shortlist."""
        actor.account()
        items = await queries.shortlist_of(actor, challenge_id)
        return ShortlistOut(items=[_item(one) for one in items])

    @put("/shortlist/{solution_id:uuid}", operation_id="AddToShortlist")
    async def add(
        self,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        solution_id: FromPath[UUID],
        data: JSONBody[NoteIn],
    ) -> ShortlistItemOut:
        """Put a published solution on the shortlist; one that is on it stays as it is."""
        actor.account()
        entry = await commands.shortlist_solution(actor, challenge_id, solution_id, data.note)
        return _item(await queries.shortlist_item(actor, entry))

    @delete("/shortlist/{solution_id:uuid}", operation_id="RemoveFromShortlist")
    async def remove(
        self,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        solution_id: FromPath[UUID],
    ) -> None:
        """Take a solution off the shortlist; one that is not on it stays off."""
        actor.account()
        await commands.remove_from_shortlist(actor, challenge_id, solution_id)


class FitApi(ApiController):
    """Where a startup's own solutions fit."""

    path = "/api/v1/fits"
    tags = ["Matching"]

    @get("/", operation_id="ListOwnFits")
    async def fits(self, actor: NamedDependency[Actor]) -> FitsOut:
        """Open challenges that the startup's own published solutions fit; nothing of others."""
        actor.account()
        return FitsOut(
            items=[
                FitOut(
                    challenge_id=one.challenge.id,
                    challenge_title=one.challenge.title,
                    bureau_name=one.challenge.owner_name,
                    solution_id=one.solution.id,
                    solution_title=one.solution.title,
                    terms_met=[met.term.surface for met in one.why.met],
                    terms_missing=[term.surface for term in one.why.missing],
                    closeness=one.why.band.value,
                    facts=_facts(one.why),
                    effect=one.why.effect,
                )
                for one in await queries.own_fits(actor)
            ]
        )


def _reasons(why: Explained) -> ReasonsOut:
    return ReasonsOut(
        score=why.scored.score,
        terms_met=[met.term.surface for met in why.met],
        terms_missing=[term.surface for term in why.missing],
        closeness=why.band.value,
        rank_by_words=why.rank_by_words,
        rank_by_meaning=why.rank_by_meaning,
        facts=_facts(why),
        effect=why.effect,
    )


def _facts(why: Explained) -> list[FactOut]:
    return [
        FactOut(
            kind=fact.kind,
            fits=fact.fits.value,
            effect=fact.effect,
            label=fact.label,
            detail=fact.detail,
        )
        for fact in why.facts
    ]


def _item(item: ShortlistItem) -> ShortlistItemOut:
    return ShortlistItemOut(
        id=item.id,
        solution_id=item.solution_id,
        note=item.note,
        added_at=item.added_at,
        found=item.found,
    )
