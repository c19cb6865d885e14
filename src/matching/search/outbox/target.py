"""The Meilisearch of this installation, and what it is sent."""

from collections.abc import Collection

from matching.search.engines import selection
from matching.search.engines.port import EngineDocument, EngineRefused, SearchEngine
from matching.search.index import store
from matching.search.keys import Key


def engine() -> SearchEngine | None:
    """The Meilisearch to push to; None without one."""
    return selection.meilisearch()


async def documents(keys: Collection[Key]) -> list[EngineDocument]:
    """Documents as the index of PostgreSQL has them now; those it has not are left out."""
    embedding = await selection.embedding()
    return await store.engine_documents(keys, None if embedding is None else embedding.model)


def described(refusal: EngineRefused) -> tuple[str, str, int | None]:
    """Code, what Meilisearch said, and uid of the failed task."""
    return (
        getattr(refusal, "code", "") or "refused",
        str(refusal),
        getattr(refusal, "task", None),
    )
