"""Where the text of a document comes from. Each kind has a provider, registered when the
application is composed; the index asks it and never reads another area's tables."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from foundation.identity.actor import Actor

CHALLENGE = "challenge"
SOLUTION = "solution"


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What the index holds of a document.

    Attributes:
        title: Japanese.
        body: Japanese. Of a challenge the problem and today's process, never the assumed
            solution; of a solution the problem it solves, how it works, evidence that is public.
        published: whether everybody may see it now.
        words: more to be found by words alone (kana, English, the maker's name); not embedded.
    """

    title: str
    body: str
    published: bool
    words: str = ""


class DocumentProvider(Protocol):
    """Speaks for one kind of document."""

    async def text_of(self, ids: Collection[UUID]) -> Mapping[UUID, DocumentText]:
        """Texts by id. A document that is missing here leaves the index."""
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
