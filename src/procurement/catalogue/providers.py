"""What the index asks about certified products."""

from collections.abc import Collection, Mapping
from uuid import UUID

from foundation.access.actor import Actor
from foundation.clock import TOKYO, fiscal_year, today
from matching.search.engines.port import Period
from matching.search.kinds import CERTIFIED
from matching.search.periods import term_about
from matching.search.providers import DocumentText, Facet, register_provider
from matching.vocabulary.regions import region_codes
from procurement.certification.queries import (
    ListedCertification,
    document_ids,
    listed_documents,
    visible_listed_ids,
)


class CertifiedDocuments:
    """Speaks for the certified list: what is published and neither revoked nor suspended today.

    Past its term it is still found, and said to be.
    """

    async def text_of(self, ids: Collection[UUID]) -> Mapping[UUID, DocumentText]:
        """Texts by id; what is not on the list has none and leaves the index."""
        return {one.id: _document(one) for one in await listed_documents(ids, today())}

    async def ids_after(self, after: UUID | None, limit: int) -> list[UUID]:
        """Ids of those that may be public, in the order of ids."""
        return await document_ids(after, limit)

    async def visible_ids(self, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
        """Which of these are on the list, the same for every reader."""
        return await visible_listed_ids(ids, today())


def _document(one: ListedCertification) -> DocumentText:
    decided_on = one.decided_at.astimezone(TOKYO).date()
    facets = {
        Facet.CATEGORY: (one.category,) if one.category else (),
        Facet.REGION: region_codes(one.regions),
        Facet.FISCAL_YEAR: (str(fiscal_year(decided_on)),),
        Facet.ORGANISATION: (str(one.organisation), str(one.startup)),
    }
    term = term_about(one.stretches, today())
    return DocumentText(
        title=one.title_ja,
        body=one.summary_ja,
        published=True,
        words=one.words,
        title_en=one.title_en or "",
        owner=one.firm_name,
        owner_en=one.firm_name_en or "",
        facets={name: codes for name, codes in facets.items() if codes},
        periods={} if term is None else {Period.CERTIFIED: term},
        sorted_on=decided_on,
    )


def register() -> None:
    """Let certified products be indexed and found."""
    register_provider(CERTIFIED, CertifiedDocuments())
