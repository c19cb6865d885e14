"""What the index asks about startups."""

from collections.abc import Collection, Mapping
from uuid import UUID

from foundation.access.actor import Actor
from foundation.clock import TOKYO, fiscal_year
from matching.search.kinds import STARTUP
from matching.search.providers import DocumentText, Facet, register_provider
from matching.startups.queries import document_ids, public_documents, visible_startup_ids
from matching.startups.views import PublicStartup


class StartupDocuments:
    """Speaks for startups in the index: confirmed ones only."""

    async def text_of(self, ids: Collection[UUID]) -> Mapping[UUID, DocumentText]:
        """Texts by id; what is not public has none and leaves the index."""
        return {row.id: _document(row) for row in await public_documents(ids)}

    async def ids_after(self, after: UUID | None, limit: int) -> list[UUID]:
        """Ids of those that may be public, in the order of ids."""
        return await document_ids(after, limit)

    async def visible_ids(self, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
        """Which of these the actor may see."""
        return await visible_startup_ids(actor, ids)


def _document(row: PublicStartup) -> DocumentText:
    confirmed_on = row.confirmed_at.astimezone(TOKYO).date()
    return DocumentText(
        title=row.name_ja,
        body=row.summary_ja or "",
        published=True,
        words=row.words,
        title_en=row.name_en or "",
        facets={
            Facet.FISCAL_YEAR: (str(fiscal_year(confirmed_on)),),
            Facet.ORGANISATION: (str(row.id),),
        },
        sorted_on=confirmed_on,
    )


def register() -> None:
    """Let startups be indexed and found."""
    register_provider(STARTUP, StartupDocuments())
