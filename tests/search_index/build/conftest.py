"""An installation with a Meilisearch server of its own."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from foundation import settings as settings_module
from foundation.settings import Settings
from matching.embedding.selection import use_embedder
from matching.search.engines import selection
from matching.search.outbox import push
from search_index.build import filling
from search_index.build import rebuild as build
from search_index.build import server as remote
from search_index.build.keys import make_keys
from tests.factories.index import WordEmbedder
from tests.factories.meilisearch import FakeMeilisearch, meilisearch_running
from tests.search_index.build.world import PREFIX


@pytest.fixture
def server() -> Iterator[FakeMeilisearch]:
    with meilisearch_running() as running:
        yield running


@pytest.fixture
async def installation(
    server: FakeMeilisearch, settings: Settings, db: None, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """Scoped keys alone, small batches, no waits."""
    keys = {key.name: key.value for key in await make_keys(server.url, server.key, PREFIX)}
    settings_module.use(
        replace(
            settings,
            meilisearch_url=server.url,
            meilisearch_key=keys["app"],
            meilisearch_build_key=keys["build"],
            meilisearch_prefix=PREFIX,
        )
    )
    monkeypatch.setattr(filling, "BATCH_DOCUMENTS", 2)
    monkeypatch.setattr(filling, "AHEAD", 1)
    monkeypatch.setattr(build, "WAITS_SECONDS", (0.0, 0.0))
    monkeypatch.setattr(push, "GATHERING_SECONDS", 0.0)
    monkeypatch.setattr(remote, "FIRST_WAIT_SECONDS", 0.0)
    monkeypatch.setattr("matching.search.engines.meilisearch.tasks.FIRST_WAIT_SECONDS", 0.0)
    use_embedder(WordEmbedder())
    yield
    await selection.close()
    use_embedder(None)
    settings_module.use(settings)
