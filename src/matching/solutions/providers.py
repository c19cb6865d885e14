"""What the index asks about solutions."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from foundation.access.actor import Actor
from foundation.clock import TOKYO, fiscal_year, today
from matching.facts.kinds import FactKind, SubjectKind
from matching.facts.queries import terms_of
from matching.search.engines.port import Period
from matching.search.kinds import SOLUTION
from matching.search.periods import term_about
from matching.search.providers import DocumentText, Facet, register_provider
from matching.solutions.content import NO
from matching.solutions.effects import startup_changed
from matching.solutions.queries import (
    document_ids,
    public_documents,
    published_counts,
    visible_solution_ids,
)
from matching.solutions.views import PublicSolution
from matching.startups.offers import register_offers
from matching.vocabulary.regions import region_codes

Stretches = list[tuple[date, date | None]]


class SolutionDocuments:
    """Speaks for solutions in the index: public ones only, evidence only where it is public."""

    async def text_of(self, ids: Collection[UUID]) -> Mapping[UUID, DocumentText]:
        """Texts by id; what is not public has none and leaves the index."""
        rows = await public_documents(ids)
        shown = [row.id for row in rows]
        certified = await terms_of(SubjectKind.SOLUTION, shown, FactKind.CERTIFIED)
        return {row.id: _document(row, certified.get(row.id, [])) for row in rows}

    async def ids_after(self, after: UUID | None, limit: int) -> list[UUID]:
        """Ids of those that may be public, in the order of ids."""
        return await document_ids(after, limit)

    async def visible_ids(self, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
        """Which of these the actor may see."""
        return await visible_solution_ids(actor, ids)


def _document(row: PublicSolution, certified: Stretches) -> DocumentText:
    published_on = row.published_at.astimezone(TOKYO).date()
    facets = {
        Facet.CATEGORY: tuple(row.categories),
        Facet.SITE_TYPE: tuple(row.site_types),
        Facet.REGION: region_codes(row.regions),
        Facet.READINESS: () if row.readiness is None else (str(row.readiness),),
        Facet.CANNOT: tuple(key for key, told in row.conditions.items() if told == NO),
        Facet.FISCAL_YEAR: (str(fiscal_year(published_on)),),
        Facet.ORGANISATION: (str(row.startup_id),),
    }
    term = term_about(certified, today())
    return DocumentText(
        title=row.title_ja,
        body=row.body,
        published=True,
        words=row.words,
        title_en=row.title_en or "",
        owner=row.startup_name_ja,
        owner_en=row.startup_name_en or "",
        facets={name: codes for name, codes in facets.items() if codes},
        periods={} if term is None else {Period.CERTIFIED: term},
        sorted_on=row.edition_at.astimezone(TOKYO).date(),
    )


class SolutionOffers:
    """Speaks for what startups offer."""

    async def startup_changed(self, startup_id: UUID) -> None:
        """Its published solutions are indexed anew."""
        await startup_changed(startup_id)

    async def counts(self, startup_ids: Collection[UUID]) -> Mapping[UUID, int]:
        """Published solutions by startup."""
        return await published_counts(startup_ids)


def register() -> None:
    """Let solutions be indexed and found, and told of by their startups."""
    register_provider(SOLUTION, SolutionDocuments())
    register_offers(SolutionOffers())
