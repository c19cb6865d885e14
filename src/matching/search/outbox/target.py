"""The Meilisearch of this installation, and what it is sent."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from uuid import UUID

from matching.search.port import EngineDocument, EngineRefused, SearchEngine

Reader = Callable[[Collection[UUID]], Awaitable[Sequence[EngineDocument]]]

_engine: SearchEngine | None = None
_reader: Reader | None = None


def use_target(engine: SearchEngine | None, reader: Reader | None = None) -> None:
    """Push to this engine what this reader gives, from now on."""
    global _engine, _reader
    _engine, _reader = engine, reader


def engine() -> SearchEngine | None:
    """The Meilisearch to push to; None without one."""
    return _engine


async def documents(ids: Collection[UUID]) -> list[EngineDocument]:
    """Documents as the index of PostgreSQL has them now; those it has not are left out."""
    return [] if _reader is None else list(await _reader(ids))


def described(refusal: EngineRefused) -> tuple[str, str, int | None]:
    """Code, what Meilisearch said, and uid of the failed task."""
    return (
        getattr(refusal, "code", None) or "refused",
        str(refusal),
        getattr(refusal, "task", None),
    )
