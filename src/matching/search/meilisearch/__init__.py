"""The Meilisearch engine, over its REST interface of 1.50."""

from matching.search.meilisearch.engine import MeilisearchEngine
from matching.search.meilisearch.settings import Embedding

__all__ = ["Embedding", "MeilisearchEngine"]
