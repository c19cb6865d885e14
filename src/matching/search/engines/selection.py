"""Which engine this process asks: by the settings, or as a test or tool says.

With `KS_MEILISEARCH_URL` and `KS_MEILISEARCH_KEY` it is Meilisearch, and PostgreSQL while that cannot
be relied on; else PostgreSQL alone.
"""

from foundation.settings import current
from matching.embedding.models import serving
from matching.search.engines.meilisearch import Embedding, MeilisearchEngine
from matching.search.engines.port import SearchEngine
from matching.search.engines.postgres.engine import PostgresEngine
from matching.search.engines.routing import EngineState, RoutedEngine
from matching.search.outbox import leaving

__all__ = ["EngineState", "close", "engine", "meilisearch", "start", "state", "use_engine"]

_postgres = PostgresEngine()
_chosen: SearchEngine | None = None
_meilisearch: MeilisearchEngine | None = None
_routed: RoutedEngine | None = None
_made_for: tuple[str, str, str] | None = None


def engine() -> SearchEngine:
    """The engine to read from."""
    if _chosen is not None:
        return _chosen
    _follow_settings()
    return _postgres if _routed is None else _routed


def meilisearch() -> MeilisearchEngine | None:
    """The installation's Meilisearch itself, to be filled and looked after; None without one."""
    _follow_settings()
    return _meilisearch


def state() -> EngineState:
    """Which engine answers now, for the calm line on pages."""
    present = engine()
    return present.state() if isinstance(present, RoutedEngine) else EngineState(present.name)


def use_engine(chosen: SearchEngine | None) -> None:
    """Use this one from now on; None returns to the settings. For tests, tools and benchmarks."""
    global _chosen
    _chosen = chosen


def start() -> None:
    """Begin to look after Meilisearch, so that the first reader need not wait for the first look."""
    present = engine()
    if isinstance(present, RoutedEngine):
        present.start()


async def close() -> None:
    """Stop looking after it and close its connections; later reads begin anew."""
    if _routed is not None:
        await _routed.close()
    if _meilisearch is not None:
        await _meilisearch.close()


async def embedding() -> Embedding | None:
    """The model that an index compares by meaning with now."""
    model = await serving()
    return None if model is None else Embedding(model.name, model.dimensions)


def _follow_settings() -> None:
    global _meilisearch, _routed, _made_for
    settings = current()
    url, key = settings.meilisearch_url, settings.meilisearch_key
    wanted = (url, key, settings.meilisearch_prefix) if url and key else None
    if wanted != _made_for:
        _meilisearch = None if wanted is None else MeilisearchEngine(*wanted, embedding)
        _routed = None if _meilisearch is None else RoutedEngine(_meilisearch, _postgres, leaving)
        _made_for = wanted
