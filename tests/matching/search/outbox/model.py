"""An engine in memory: what the outbox pushes to in tests, and where it can be made to fail."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import date

from foundation.database import fetch
from matching.search.engines.port import (
    CandidateQuery,
    Candidates,
    EngineDocument,
    EngineRefused,
    Filter,
    Fitness,
    Found,
    Health,
    Hit,
    Stats,
    TypedQuery,
)
from matching.search.keys import Key

Step = Callable[[str], Awaitable[None]]


class Refusal(EngineRefused):
    """As the adapter raises it for a failed task."""

    code = "invalid_document_fields"
    task = 41


async def nothing(_step: str) -> None:
    """No step goes wrong."""


class ModelEngine:
    """Holds titles by key.

    Attributes:
        step: called before and after each write ("upsert", "upserted", "delete", "deleted"); what
            it raises is the death of the worker there.
        poison: documents refused, and with them the whole batch.
        sent: sizes of the batches taken.
    """

    name = "meilisearch"

    def __init__(self) -> None:
        self.titles: dict[Key, str] = {}
        self.step: Step = nothing
        self.poison: set[Key] = set()
        self.fitness = Fitness.READY
        self.sent: list[int] = []

    async def apply_settings(self) -> None:
        """See `SearchEngine`."""

    async def upsert(self, documents: Sequence[EngineDocument]) -> None:
        """See `SearchEngine`."""
        await self.step("upsert")
        if self.poison & {document.key for document in documents}:
            raise Refusal("one of them has a field that is not allowed")
        self.titles.update({document.key: document.title for document in documents})
        self.sent.append(len(documents))
        await self.step("upserted")

    async def delete(self, keys: Collection[Key]) -> None:
        """See `SearchEngine`."""
        await self.step("delete")
        for key in keys:
            self.titles.pop(key, None)
        await self.step("deleted")

    async def candidates(self, query: CandidateQuery) -> Candidates:
        """See `SearchEngine`."""
        return Candidates(None, ())

    async def search(self, query: TypedQuery) -> Found:
        """See `SearchEngine`."""
        return Found(hits=(), total=0, kinds={}, facets={})

    async def similar(self, key: Key, filter: Filter, limit: int) -> tuple[Hit, ...]:
        """See `SearchEngine`."""
        return ()

    async def stats(self) -> Stats:
        """See `SearchEngine`."""
        return Stats(documents={"solution": len(self.titles)}, embedded={})

    async def health(self) -> Health:
        """See `SearchEngine`."""
        return Health(self.fitness)


async def titles_in_postgresql() -> dict[Key, str]:
    """What the index holds by right."""
    rows = await fetch("SELECT kind, id, title FROM search_document")
    return {Key(row["kind"], row["id"]): row["title"] for row in rows}


async def read(keys: Collection[Key]) -> list[EngineDocument]:
    """Documents of the index, as pushes read them."""
    titles = await titles_in_postgresql()
    return [
        EngineDocument(id=key.id, kind=key.kind, title=titles[key], sorted_on=date(2026, 11, 24))
        for key in keys
        if key in titles
    ]
