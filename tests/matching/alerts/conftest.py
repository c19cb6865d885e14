"""Vectors without a model, and everything queued done at once, waits too."""

from collections.abc import Awaitable, Callable, Iterator

import pytest

from foundation.jobs import run_pending
from foundation.mail import Mail
from matching.embedding.selection import use_embedder
from tests.factories.index import WordEmbedder
from tests.factories.mail import recent_mail


@pytest.fixture
def embedder(db: None) -> Iterator[WordEmbedder]:
    made = WordEmbedder()
    use_embedder(made)
    yield made
    use_embedder(None)


@pytest.fixture
def alerts(embedder: WordEmbedder) -> Callable[[], Awaitable[list[Mail]]]:
    """Does what is queued, and gives the alerts that were written, oldest first."""

    async def read() -> list[Mail]:
        await run_pending(delayed=True)
        return [mail for mail in reversed(await recent_mail()) if "/stop/" in mail.body]

    return read
