"""REST interface of matching: the same queries and commands as the pages."""

from typing import Annotated
from uuid import UUID

from litestar import delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from foundation.access.actor import Actor
from foundation.i18n import pick
from foundation.web.api import (
    NO_TOKEN,
    ApiController,
)
from matching.matcher import queries
from matching.matcher.commands import shortlist as commands
from matching.matcher.commands.criteria import replace_criteria
from matching.matcher.freezing.queries import shortlist_seen
from matching.matcher.labels import condition_rows
from matching.matcher.queries import SHOWN
from matching.matcher.schemas import (
    ConditionOut,
    CriteriaIn,
    CriteriaOut,
    FactOut,
    FitOut,
    FitsOut,
    MatchesOut,
    MatchOut,
    NoteIn,
    PlaceOut,
    ReasonsOut,
    ShortlistItemOut,
    ShortlistOut,
    SimilarChallengeOut,
    SimilarChallengesOut,
    SimilarSolutionOut,
    SimilarSolutionsOut,
)
from matching.matcher.scoring.criteria import Criteria
from matching.matcher.scoring.explanation import Explained
from matching.matcher.sources.port import ChallengeFields

Limit = Annotated[int, QueryParameter(ge=1, le=100, description="Solutions to give, best first.")]


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
        return MatchesOut.of(
            ranking,
            challenge_id=challenge_id,
            terms=[term.surface for term in ranking.terms],
            dropped_terms=[term.surface for term in ranking.dropped],
            criteria_version=ranking.criteria.version,
            items=[
                MatchOut(
                    rank=one.rank,
                    solution_id=one.solution.id,
                    title=one.solution.title,
                    startup_id=one.solution.owner_id,
                    startup_name=one.solution.owner_shown,
                    shortlisted=one.shortlisted,
                    reasons=_reasons(one.why),
                )
                for one in ranking.results
            ],
        )

    @get("/matches/{solution_id:uuid}", operation_id="GetMatch")
    async def match(
        self,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        solution_id: FromPath[UUID],
    ) -> PlaceOut:
        """Where any published solution stands for the challenge, or what leaves it out."""
        actor.account()
        placing = await queries.placing_of(actor, challenge_id, solution_id)
        return PlaceOut.of(
            placing,
            challenge_id=challenge_id,
            solution_id=solution_id,
            title=placing.solution.title,
            compared=placing.of,
            reasons=None if placing.why is None else _reasons(placing.why),
        )

    @get("/criteria", operation_id="GetMatchCriteria")
    async def criteria(
        self, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> CriteriaOut:
        """Words added and left out, and what each condition does."""
        actor.account()
        return _criteria(*await queries.criteria_for(actor, challenge_id))

    @put("/criteria", operation_id="PutMatchCriteria")
    async def change_criteria(
        self,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        data: JSONBody[CriteriaIn],
    ) -> CriteriaOut:
        """Change how the challenge is matched; the owning bureau alone."""
        actor.account()
        await replace_criteria(
            actor,
            challenge_id,
            added=data.added,
            removed=data.removed,
            modes=data.conditions,
            version=data.version,
        )
        return _criteria(*await queries.criteria_for(actor, challenge_id))

    @get("/similar", operation_id="ListSimilarChallenges", security=NO_TOKEN)
    async def similar(self, challenge_id: FromPath[UUID]) -> SimilarChallengesOut:
        """Public challenges of other bureaus near to a public one, with what became of them."""
        return SimilarChallengesOut(
            items=[
                SimilarChallengeOut(
                    challenge_id=one.challenge.id,
                    title=pick(one.challenge.title, one.challenge.title_en),
                    bureau_name=one.challenge.owner_name,
                    became=[fact.label for fact in one.became],
                )
                for one in await queries.similar_challenges(challenge_id)
            ]
        )

    @get("/shortlist", operation_id="GetShortlist")
    async def shortlist(
        self, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> ShortlistOut:
        """What is on the challenge's shortlist."""
        actor.account()
        # The sign is read first: what comes in between is in the items only, and freezing tells.
        seen = await shortlist_seen(actor, challenge_id)
        items = await queries.shortlist_of(actor, challenge_id)
        return ShortlistOut(seen=seen, items=[ShortlistItemOut.of(one) for one in items])

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
        return ShortlistItemOut.of(await queries.shortlist_item(actor, entry))

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


class SimilarSolutionApi(ApiController):
    """What is like a solution."""

    path = "/api/v1/solutions/{solution_id:uuid}/similar"
    tags = ["Matching"]

    @get("/", operation_id="ListSimilarSolutions", security=NO_TOKEN)
    async def similar(self, solution_id: FromPath[UUID]) -> SimilarSolutionsOut:
        """Public solutions of other startups near to a public one."""
        return SimilarSolutionsOut(
            items=[
                SimilarSolutionOut(
                    solution_id=one.solution.id,
                    title=one.solution.title,
                    startup_id=one.solution.owner_id,
                    startup_name=one.solution.owner_shown,
                    certified=one.certified,
                )
                for one in await queries.similar_solutions(solution_id)
            ]
        )


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
                    facts=[FactOut.of(fact) for fact in one.why.facts],
                    effect=one.why.effect,
                )
                for one in await queries.own_fits(actor)
            ]
        )


def _criteria(challenge: ChallengeFields, criteria: Criteria) -> CriteriaOut:
    conditions = [
        ConditionOut.of(row, choices=[value for value, _label in row.choices])
        for row in condition_rows(challenge, criteria)
    ]
    return CriteriaOut.of(criteria, conditions=conditions)


def _reasons(why: Explained) -> ReasonsOut:
    return ReasonsOut.of(
        why,
        score=why.scored.score,
        text_score=why.scored.text_score,
        terms_met=[met.term.surface for met in why.met],
        terms_missing=[term.surface for term in why.missing],
        closeness=why.band,
        rank_by_text=why.scored.rank_by_text,
    )
