"""Any course of events around a change of model: nothing serves that is not complete, nothing is lost."""

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import numpy as np
import pytest
import pytest_asyncio
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from foundation import clock, database
from foundation.database import fetch
from foundation.jobs.pending import run_pending
from matching.embedding import helper, models
from matching.embedding.models import serving
from matching.embedding.port import EmbeddingUnavailable
from matching.embedding.selection import use_embedder
from matching.search.index import embedding_tasks, making
from matching.search.index.embedding_tasks import embed, follow_model, forget_vectors
from matching.search.index.indexing import embedded_texts, index_words
from matching.search.kinds import CHALLENGE, SOLUTION
from matching.search.providers import DocumentText
from tests.conftest import _EMPTY_EVERYTHING, NOW
from tests.factories.index import Memory, memory_in_use
from tests.matching.search.voices import Voice

MODELS = ("a", "b", "c")
IN_PACKAGE = "a"
"""Has a speaker whatever the setting says; the others speak while they are chosen."""
STEPS = {
    "store_vectors": making,
    "fill_document_vectors": making,
    "ensure_index": making,
    "drop_index": embedding_tasks,
    "_take_place": embedding_tasks,
    "_forget": embedding_tasks,
}


class Death(BaseException):
    """The worker is killed here."""


class Course(RuleBasedStateMachine):
    """Documents come, change and go; the setting changes; jobs run, stop and die."""

    loop: asyncio.AbstractEventLoop
    monkeypatch: pytest.MonkeyPatch

    def __init__(self) -> None:
        super().__init__()
        self.voices = {name: Voice(name, 3 + at) for at, name in enumerate(MODELS)}
        self.chosen: str | None = None
        self.served: str | None = None
        self.first = True
        self.now = NOW
        self.counter = 0
        self.deadly: tuple[str, int] | None = None
        self.in_use: Any = memory_in_use(None)
        self.memory: Memory = self.in_use.__enter__()
        patch = self.monkeypatch
        patch.setattr(helper, "MODEL", IN_PACKAGE)
        patch.setattr(models, "bundled_embedder", lambda *, background: self.voices[IN_PACKAGE])
        patch.setattr(making, "TOGETHER", 1)
        patch.setattr(making, "LOOKED_UP", 2)
        patch.setattr(embedding_tasks, "SLICE_SECONDS", 0)
        for step, module in STEPS.items():
            patch.setattr(module, step, self._dying(step))
        self._do(database.execute(_EMPTY_EVERYTHING))

    def teardown(self) -> None:
        """Whatever happened: with a working embedder and some time everything is in order."""
        try:
            self._end_well()
        finally:
            self.in_use.__exit__(None, None, None)
            self.monkeypatch.undo()

    def _end_well(self) -> None:
        self.voices_recover()
        self.deadly = None
        self.choose("b")
        self._do(follow_model())
        self._do(run_pending())
        self._do(forget_vectors())
        self.served = self._serving()
        assert self.served == "b"
        assert self._complete("b") == self._public()
        assert {row["model"] for row in self._rows("SELECT model FROM document_vector")} <= {"b"}
        self.what_is_stored_is_right()

    @initialize(first=st.sampled_from([*MODELS, None]), documents=st.integers(3, 6))
    def begin(self, first: str | None, documents: int) -> None:
        for _ in range(documents):
            self.document_comes(SOLUTION, 1)
        self.choose(first)
        self._job(60.0)

    @rule(kind=st.sampled_from([SOLUTION, CHALLENGE]), length=st.integers(1, 3))
    def document_comes(self, kind: str, length: int) -> None:
        self.counter += 1
        key = self.memory.add(kind, f"文書{self.counter}", "水位を測る機器。" * 20 * length)
        self._do(index_words(kind, str(key)))

    @precondition(lambda self: self.memory.texts)
    @rule(pick=st.integers(0, 99), published=st.booleans())
    def document_changes(self, pick: int, published: bool) -> None:
        key = sorted(self.memory.texts)[pick % len(self.memory.texts)]
        self.counter += 1
        self.memory.texts[key] = DocumentText(f"版{self.counter}", "別の文。", published)
        self._do(index_words(self.memory.kinds[key], str(key)))

    @rule(name=st.sampled_from(MODELS), seconds=st.sampled_from([0.0, 60.0]))
    def setting_names_another(self, name: str, seconds: float) -> None:
        self.choose(name)
        self._job(seconds)

    @rule(name=st.sampled_from([*MODELS, None]))
    def choose(self, name: str | None) -> None:
        self.chosen = name
        use_embedder(None if name is None else self.voices[name])

    @rule(name=st.sampled_from(MODELS))
    def voice_breaks(self, name: str) -> None:
        self.voices[name].broken = "out of order"

    @rule()
    def voices_recover(self) -> None:
        for voice in self.voices.values():
            voice.broken = None

    @rule(seconds=st.sampled_from([0.0, 60.0]))
    def job_runs(self, seconds: float) -> None:
        self._job(seconds)

    @rule(
        step=st.sampled_from(sorted(STEPS)),
        time=st.integers(1, 3),
        seconds=st.sampled_from([0.0, 60.0]),
    )
    def job_dies(self, step: str, time: int, seconds: float) -> None:
        self.deadly = (step, time)
        self._job(seconds)
        self.deadly = None

    @rule(days=st.sampled_from([1, 8]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        self._survive(forget_vectors())

    @invariant()
    def only_what_is_complete_takes_the_place(self) -> None:
        served = self._serving()
        if served != self.served:
            assert served is not None
            if self.served is not None:
                assert self._complete(served) == self._public()
            self.served = served
        seen = self._do(serving())
        assert (seen is None) == (self.chosen is None)
        if seen is not None and served is not None:
            assert seen.name == served

    @invariant()
    def what_is_stored_is_right(self) -> None:
        """Each document has all vectors of a model or none, and they are of its present text."""
        texts = self._texts()
        for (document, model), stored in self._vectors().items():
            side, wanted = texts[document]
            voice = self.voices[model]
            assert len(stored) == len(wanted)
            for vector, text in zip(stored, wanted, strict=True):
                assert np.allclose(vector, voice.vector(side, text), atol=1e-3)

    def _job(self, seconds: float) -> None:
        self.monkeypatch.setattr(embedding_tasks, "JOB_SECONDS", seconds)
        before, served = self._complete(self.served), self.served
        self._survive(embed())
        # What served goes on to serve, with all it had, unless another has taken its place.
        if self._serving() == served:
            assert before <= self._complete(served)

    def _survive(self, work: Awaitable[None]) -> None:
        with suppress(Death, EmbeddingUnavailable):
            self._do(work)

    def _dying(self, step: str) -> Any:
        real = getattr(STEPS[step], step)

        async def run(*arguments: Any) -> Any:
            if self.deadly is not None and self.deadly[0] == step:
                self.deadly = None if self.deadly[1] == 1 else (step, self.deadly[1] - 1)
                if self.deadly is None:
                    raise Death
            return await real(*arguments)

        return run

    def _do(self, work: Awaitable[Any]) -> Any:
        async def timed() -> Any:
            with clock.frozen(self.now):
                return await work

        return self.loop.run_until_complete(timed())

    def _rows(self, sql: str, *arguments: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._do(fetch(sql, *arguments))
        return rows

    def _serving(self) -> str | None:
        rows = self._rows("SELECT model FROM vector_model WHERE state = 'serving'")
        return rows[0]["model"] if rows else None

    def _public(self) -> set[UUID]:
        return {row["id"] for row in self._rows("SELECT id FROM search_document")}

    def _complete(self, model: str | None) -> set[UUID]:
        sql = "SELECT DISTINCT document FROM document_vector WHERE model = $1"
        return {row["document"] for row in self._rows(sql, model)}

    def _texts(self) -> dict[UUID, tuple[str, list[str]]]:
        rows = self._rows("SELECT id, kind, title, body FROM search_document")
        return {
            row["id"]: (
                "query" if row["kind"] == CHALLENGE else "passage",
                list(embedded_texts(row["kind"], row["title"], row["body"]).values()),
            )
            for row in rows
        }

    def _vectors(self) -> dict[tuple[UUID, str], list[np.ndarray]]:
        found: dict[tuple[UUID, str], list[np.ndarray]] = {}
        for row in self._rows(
            "SELECT document, model, embedding::real[] AS embedding FROM document_vector "
            "ORDER BY document, model, piece"
        ):
            found.setdefault((row["document"], row["model"]), []).append(np.array(row["embedding"]))
        return found


@pytest_asyncio.fixture(loop_scope="session")
async def loop(db: None) -> asyncio.AbstractEventLoop:
    return asyncio.get_running_loop()


@pytest.fixture
def course(
    loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch
) -> Iterator[type[Course]]:
    class Made(Course):
        pass

    Made.loop, Made.monkeypatch = loop, monkeypatch
    yield Made


def test_any_course_of_events_ends_well(course: type[Course]) -> None:
    run_state_machine_as_test(
        course,
        settings=settings(
            max_examples=25,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
