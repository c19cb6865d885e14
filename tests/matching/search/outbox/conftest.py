"""An installation with a Meilisearch, and an engine in its place."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from foundation import settings as settings_module
from foundation.settings import Settings
from matching.search.outbox import locks, push, target
from tests.matching.search.outbox.model import ModelEngine, read


@pytest.fixture
def with_meilisearch(settings: Settings, db: None) -> Iterator[None]:
    """Settings that name a Meilisearch."""
    settings_module.use(
        replace(settings, meilisearch_url="http://127.0.0.1:9", meilisearch_key="k")
    )
    yield
    settings_module.use(settings)


@pytest.fixture
def engine(with_meilisearch: None, monkeypatch: pytest.MonkeyPatch) -> ModelEngine:
    """What is pushed to."""
    engine = ModelEngine()
    monkeypatch.setattr(target, "engine", lambda: engine)
    monkeypatch.setattr(target, "documents", read)
    monkeypatch.setattr(push, "GATHERING_SECONDS", 0.0)
    monkeypatch.setattr(locks, "WAIT_SECONDS", 0.01)
    return engine
