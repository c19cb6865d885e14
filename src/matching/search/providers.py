"""Where the text of a document comes from. Each kind has a provider, registered when the
application is composed; the index asks it and never reads another area's tables."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from foundation.access.actor import Actor
from matching.search.engines.port import Period, Term


class Facet(StrEnum):
    """What search can be narrowed by. Codes are those of `search_index.definitions`."""

    CATEGORY = "category"
    SITE_TYPE = "site_type"
    REGION = "region"
    READINESS = "readiness"
    """Of a solution: its level, "1" to "9"."""
    CANNOT = "cannot"
    """Of a solution: conditions of a site that it does not bear (answered "no")."""
    FISCAL_YEAR = "fiscal_year"
    """Year (年度) of publication."""
    ORGANISATION = "organisation"
    """Id of the bureau or startup it belongs to."""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What the index holds of a document. All of it is public.

    Attributes:
        title: Japanese.
        body: Japanese. Of a challenge the problem and today's process, never the assumed
            solution; of a solution the problem it solves, how it works, evidence that is public.
        published: whether everybody may see it now.
        words: more to be found by words alone (kana, English, numbers); not embedded.
        title_en: "" where there is none.
        owner, owner_en: name of the bureau or startup, shown with the title.
        facets: what it can be narrowed by; names without codes are left out.
        periods: terms in which it is open or certified.
        sorted_on: newest first by this day; None sorts last.
    """

    title: str
    body: str
    published: bool
    words: str = ""
    title_en: str = ""
    owner: str = ""
    owner_en: str = ""
    facets: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    periods: Mapping[Period, Term] = field(default_factory=dict)
    sorted_on: date | None = None


class DocumentProvider(Protocol):
    """Speaks for one kind of document."""

    async def text_of(self, ids: Collection[UUID]) -> Mapping[UUID, DocumentText]:
        """Texts by id. A document that is missing here leaves the index."""
        ...

    async def ids_after(self, after: UUID | None, limit: int) -> list[UUID]:
        """Ids of all that may have a text, in the order of ids, after this one; for rebuilding."""
        ...

    async def visible_ids(self, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
        """Which of these the actor may see."""
        ...


_providers: dict[str, DocumentProvider] = {}


def register_provider(kind: str, provider: DocumentProvider) -> None:
    """Let a provider speak for a kind; a later one takes its place."""
    _providers[kind] = provider


def provider_of(kind: str) -> DocumentProvider:
    """The provider of a kind.

    Raises:
        LookupError: none was registered when the application was composed.
    """
    try:
        return _providers[kind]
    except KeyError:
        raise LookupError(f"no provider of documents of kind {kind!r} is registered") from None
