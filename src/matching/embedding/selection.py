"""Which embedder this process uses: by the setting, or as a test or tool says.

A person's question and a job's texts have different ones of the same model, so that a question
never waits for a batch.
"""

import atexit
import os

from foundation.settings import Settings, current
from matching.embedding.helper import HelperEmbedder, HelperPool
from matching.embedding.http import HURRIED, PATIENT, HttpEmbedder, Patience, Server
from matching.embedding.port import Embedder

# More take memory and cores that a small installation lacks; KS_EMBEDDER_HELPERS says otherwise.
MOST_HELPERS = 2

_chosen: Embedder | None = None
_helper: HelperEmbedder | None = None
_pool: HelperPool | None = None
_servers: dict[tuple[Server, Patience], HttpEmbedder] = {}


def embedder() -> Embedder | None:
    """The embedder a person waits for; None where the installation matches by words only."""
    return _by_setting(background=False) if _chosen is None else _chosen


def background_embedder() -> Embedder | None:
    """The embedder of jobs: patient, and never in the way of a person's."""
    return _by_setting(background=True) if _chosen is None else _chosen


def bundled_embedder(*, background: bool) -> Embedder:
    """The model that comes with the package, whatever the setting: helper processes, started when
    first asked."""
    global _helper, _pool
    if background:
        if _pool is None:
            size = current().embedder_helpers or min(MOST_HELPERS, os.cpu_count() or 1)
            _pool = HelperPool(size)
            atexit.register(_pool.close)
        return _pool
    if _helper is None:
        _helper = HelperEmbedder()
        atexit.register(_helper.close)
    return _helper


def use_embedder(chosen: Embedder | None) -> None:
    """Use this one from now on; None returns to the setting. For tests, tools and benchmarks."""
    global _chosen
    _chosen = chosen


def rest() -> None:
    """End the helper processes of jobs, which have no work for now; later work starts others."""
    if _pool is not None:
        _pool.close()


async def close() -> None:
    """End all helper processes and connections; later requests start others."""
    rest()
    if _helper is not None:
        _helper.close()
    for one in _servers.values():
        await one.close()


def _by_setting(*, background: bool) -> Embedder | None:
    settings = current()
    match settings.embedder:
        case "none":
            return None
        case "http":
            return _server(settings, PATIENT if background else HURRIED)
    return bundled_embedder(background=background)


def _server(settings: Settings, patience: Patience) -> HttpEmbedder:
    server = Server(
        url=settings.embedder_url or "",
        model=settings.embedder_model,
        key=settings.embedder_key,
        query_prefix=settings.embedder_query_prefix,
        passage_prefix=settings.embedder_passage_prefix,
    )
    return _servers.setdefault((server, patience), HttpEmbedder(server, patience))
