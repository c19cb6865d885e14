"""The Meilisearch engine, over its REST interface of 1.50."""

from matching.search.engines.meilisearch.engine import MeilisearchEngine
from matching.search.engines.meilisearch.settings import Embedding

__all__ = ["Embedding", "MeilisearchEngine"]
