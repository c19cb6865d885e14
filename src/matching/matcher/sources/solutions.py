"""What the matcher asks about solutions: plain values as the reader may see them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from foundation.access.actor import Actor
from foundation.i18n import pick
from matching.matcher.sources.port import SolutionFields, register_sources
from matching.solutions.queries import (
    compared_solutions,
    named_solutions,
    own_published_solutions,
)
from matching.solutions.views import ComparedSolution
from matching.vocabulary.prices import unit_label


class SolutionMatchSource:
    """Speaks for solutions in the matcher: public ones, price as the actor may see it."""

    async def fields_of(self, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, SolutionFields]:
        """Fields by id of those that are public now, as the actor may see them."""
        return {row.id: _fields(row) for row in await compared_solutions(actor, ids)}

    async def own_published_ids(self, actor: Actor) -> list[UUID]:
        """Public solutions of the actor's own startup."""
        return [row.id for row in await own_published_solutions(actor)]

    async def named(self, text: str, limit: int) -> list[SolutionFields]:
        """Public solutions by their name or their startup's."""
        return [_fields(row) for row in await named_solutions(text, limit)]


def _fields(row: ComparedSolution) -> SolutionFields:
    note = pick(row.price_note_ja or "", row.price_note_en)
    return SolutionFields(
        id=row.id,
        owner_id=row.startup_id,
        owner_name=row.startup_name_ja,
        owner_name_en=row.startup_name_en or "",
        title=pick(row.title_ja, row.title_en),
        edition=row.edition,
        categories=frozenset(row.categories),
        site_types=frozenset(row.site_types),
        regions=frozenset(row.regions),
        conditions=row.conditions,
        readiness=row.readiness,
        price_yen=row.price_yen,
        price_note=" ".join(filter(None, (unit_label(row.price_unit), note))),
        on_sale_since=row.on_sale_since,
        not_on_sale=row.not_on_sale,
    )


def register() -> None:
    """Let solutions be ranked."""
    source = SolutionMatchSource()
    register_sources(solutions=source, names=source)
