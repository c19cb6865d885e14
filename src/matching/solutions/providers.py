"""What the index and the matcher ask about solutions."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from foundation.access.actor import ANONYMOUS, Actor
from foundation.clock import TOKYO, fiscal_year, today
from foundation.i18n import pick
from matching.facts.kinds import FactKind, SubjectKind
from matching.facts.queries import terms_of
from matching.matcher.sources.port import SolutionFields, register_sources
from matching.search.engines.port import Period
from matching.search.periods import term_about
from matching.search.providers import SOLUTION, DocumentText, Facet, register_provider
from matching.solutions.content import NO
from matching.solutions.labels import unit_label
from matching.solutions.queries import (
    compared_solutions,
    document_ids,
    named_solutions,
    own_published_solutions,
    public_documents,
    visible_solution_ids,
)
from matching.vocabulary.regions import region_codes

Row = dict[str, Any]
Stretches = list[tuple[date, date | None]]


class SolutionDocuments:
    """Speaks for solutions in the index: public ones only, evidence only where it is public."""

    async def text_of(self, ids: Collection[UUID]) -> Mapping[UUID, DocumentText]:
        """Texts by id; what is not public has none and leaves the index."""
        rows = await public_documents(ids)
        shown = [row["id"] for row in rows]
        certified = await terms_of(SubjectKind.SOLUTION, shown, FactKind.CERTIFIED)
        return {row["id"]: _document(row, certified.get(row["id"], [])) for row in rows}

    async def ids_after(self, after: UUID | None, limit: int) -> list[UUID]:
        """Ids of those that may be public, in the order of ids."""
        return await document_ids(after, limit)

    async def visible_ids(self, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
        """Which of these the actor may see."""
        return await visible_solution_ids(actor, ids)


def _document(row: Row, certified: Stretches) -> DocumentText:
    published_on = row["published_at"].astimezone(TOKYO).date()
    facets = {
        Facet.CATEGORY: tuple(row["categories"]),
        Facet.SITE_TYPE: tuple(row["site_types"]),
        Facet.REGION: region_codes(row["regions"]),
        Facet.READINESS: () if row["readiness"] is None else (str(row["readiness"]),),
        Facet.CANNOT: tuple(key for key, told in row["conditions"].items() if told == NO),
        Facet.FISCAL_YEAR: (str(fiscal_year(published_on)),),
        Facet.ORGANISATION: (str(row["startup"]),),
    }
    term = term_about(certified, today())
    return DocumentText(
        title=row["title_ja"],
        body=row["body"],
        published=True,
        words=row["words"],
        title_en=row["title_en"] or "",
        owner=row["startup_name_ja"],
        owner_en=row["startup_name_en"] or "",
        facets={name: codes for name, codes in facets.items() if codes},
        periods={} if term is None else {Period.CERTIFIED: term},
        sorted_on=(row["edition_at"] or row["published_at"]).astimezone(TOKYO).date(),
    )


async def solution_facts(
    ids: Collection[UUID], actor: Actor = ANONYMOUS
) -> dict[UUID, SolutionFields]:
    """Plain values of public solutions to compare with a challenge; price as the actor may see it."""
    return {row["id"]: _fields(row) for row in await compared_solutions(actor, ids)}


def _fields(row: Row) -> SolutionFields:
    note = pick(row["price_note_ja"] or "", row["price_note_en"])
    return SolutionFields(
        id=row["id"],
        owner_id=row["startup"],
        owner_name=row["startup_name_ja"],
        owner_name_en=row["startup_name_en"] or "",
        title=pick(row["title_ja"], row["title_en"]),
        edition=row["edition"],
        categories=frozenset(row["categories"]),
        site_types=frozenset(row["site_types"]),
        regions=frozenset(row["regions"]),
        conditions=row["conditions"],
        readiness=row["readiness"],
        price_yen=row["price_yen"],
        price_note=" ".join(filter(None, (unit_label(row["price_unit"]), note))),
        on_sale_since=row["on_sale_since"],
        not_on_sale=row["not_on_sale"],
    )


class SolutionValues:
    """Speaks for solutions in the matcher."""

    async def fields_of(self, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, SolutionFields]:
        """Fields by id of those that are public now, as the actor may see them."""
        return await solution_facts(ids, actor)

    async def own_published_ids(self, actor: Actor) -> list[UUID]:
        """Public solutions of the actor's own startup."""
        return [row.id for row in await own_published_solutions(actor)]

    async def named(self, text: str, limit: int) -> list[SolutionFields]:
        """Public solutions by their name or their startup's."""
        return [_fields(row) for row in await named_solutions(text, limit)]


def register() -> None:
    """Let solutions be indexed, found and ranked."""
    register_provider(SOLUTION, SolutionDocuments())
    values = SolutionValues()
    register_sources(solutions=values, names=values)
