"""An index of documents in memory."""

from collections.abc import Iterator

import pytest

from tests.factories.index import Memory, WordEmbedder, memory_in_use


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()


@pytest.fixture
def memory(db: None, embedder: WordEmbedder) -> Iterator[Memory]:
    with memory_in_use(embedder) as made:
        yield made
