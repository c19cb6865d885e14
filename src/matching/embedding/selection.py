"""Which embedder this process uses: by the setting, or as a test or tool says."""

import atexit

from foundation.settings import current
from matching.embedding.helper import HelperEmbedder
from matching.embedding.port import Embedder

_chosen: Embedder | None = None
_helper: HelperEmbedder | None = None


def embedder() -> Embedder | None:
    """The embedder to ask; None where the installation matches by words only (KS_EMBEDDER=none)."""
    if _chosen is not None:
        return _chosen
    if current().embedder == "none":
        return None
    return _shared_helper()


def use_embedder(chosen: Embedder | None) -> None:
    """Use this one from now on; None returns to the setting. For tests, tools and benchmarks."""
    global _chosen
    _chosen = chosen


def _shared_helper() -> HelperEmbedder:
    global _helper
    if _helper is None:
        _helper = HelperEmbedder()
        atexit.register(_helper.close)
    return _helper
