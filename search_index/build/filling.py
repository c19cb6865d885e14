"""Filling an index with every document of PostgreSQL, a few batches ahead of the server."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from matching.search.engines.meilisearch.documents import as_sent
from matching.search.engines.meilisearch.settings import Embedding
from matching.search.engines.port import EngineDocument
from matching.search.index import store
from matching.search.keys import Key
from matching.search.kinds import KINDS
from search_index.build.server import Server, ServerTrouble

BATCH_DOCUMENTS = 1_000
# Below 1 MB, which servers with a careful limit take too.
BATCH_BYTES = 900_000
# Batches the server has while the next one is read; it joins those that wait into one piece of work.
AHEAD = 24
# So many documents refused are a fault of the installation, not of the documents.
MOST_REFUSED = 50
GOLDEN_WORDS = ("東京", "人工知能", "会議", "学校", "空港", "防災", "介護", "ドローン", "センサー")
"""Words of which kanji-only ones find nothing in an index with wrong language settings."""

Refused = tuple[Key, str, int | None]
"""A document that the server would not take, its code, and the uid of the task that failed."""


class Progress(Protocol):
    """Told how far a step is."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """`step`: "documents"; `total`: as counted at the beginning."""
        ...


@dataclass
class Sent:
    """What was sent, to be checked against what the index holds."""

    documents: dict[str, int] = field(default_factory=dict)
    embedded: dict[str, int] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    example: EngineDocument | None = None

    def note(self, document: EngineDocument, embedded: bool) -> None:
        """Count a document that the index took."""
        kind = document.kind
        self.documents[kind] = self.documents.get(kind, 0) + 1
        self.words.update(word for word in GOLDEN_WORDS if word in document.words)
        if embedded:
            self.embedded[kind] = self.embedded.get(kind, 0) + 1
            self.example = self.example or document


@dataclass
class _Batch:
    documents: list[EngineDocument]
    lines: list[bytes]

    def halves(self) -> tuple["_Batch", "_Batch"]:
        middle = len(self.lines) // 2
        return (
            _Batch(self.documents[:middle], self.lines[:middle]),
            _Batch(self.documents[middle:], self.lines[middle:]),
        )


class Filling:
    """Sends every document of PostgreSQL, a few batches ahead of what the server has done.

    Args:
        server: with a key that may write.
        index: that is filled; it has its settings.
        embedding: what it compares by meaning.
        progress: told after each batch.

    Attributes:
        refused: documents that the server would not take.
    """

    def __init__(
        self, server: Server, index: str, embedding: Embedding | None, progress: Progress
    ) -> None:
        self._server = server
        self._index = index
        self._embedding = embedding
        self._progress = progress
        self._under_way: deque[tuple[int, _Batch]] = deque()
        self._sent = Sent()
        self._done = 0
        self._total = 0
        self.refused: list[Refused] = []

    async def fill(self) -> Sent:
        """Send everything, and wait until the server has done it.

        Raises:
            ServerTrouble: it is away, or refuses more than single documents.
        """
        self._total = sum([await store.count(kind) for kind in KINDS])
        self._progress("documents", 0, self._total)
        model = None if self._embedding is None else self._embedding.model
        async for keys in store.iter_keys(batch=BATCH_DOCUMENTS):
            documents = await store.engine_documents(keys, model)
            for batch in self._batches(documents):
                await self._send(batch)
        while self._under_way:
            await self._await_oldest()
        return self._sent

    def _batches(self, documents: Sequence[EngineDocument]) -> list[_Batch]:
        batches: list[_Batch] = []
        size = BATCH_BYTES + 1
        for document in documents:
            content = as_sent(document, self._embedding)
            line = msgspec.json.encode(content)
            size += len(line) + 1
            if size > BATCH_BYTES:
                batches.append(_Batch([], []))
                size = len(line)
            batches[-1].documents.append(document)
            batches[-1].lines.append(line)
        return batches

    async def _send(self, batch: _Batch) -> None:
        try:
            task = await self._server.add(self._index, batch.lines)
        except ServerTrouble as trouble:
            await self._send_halves(batch, trouble)
            return
        self._under_way.append((task, batch))
        if len(self._under_way) > AHEAD:
            await self._await_oldest()

    async def _await_oldest(self) -> None:
        task, batch = self._under_way.popleft()
        try:
            await self._server.finished(task)
        except ServerTrouble as trouble:
            await self._send_halves(batch, trouble)
            return
        for document in batch.documents:
            self._sent.note(document, self._is_embedded(document))
        self._advance(len(batch.lines))

    async def _send_halves(self, batch: _Batch, trouble: ServerTrouble) -> None:
        if not trouble.of_the_documents:
            raise trouble
        if len(batch.lines) == 1:
            self.refused.append((batch.documents[0].key, trouble.code, trouble.task))
            self._advance(1)
            if len(self.refused) > MOST_REFUSED:
                raise trouble
            return
        for half in batch.halves():
            await self._send(half)

    def _is_embedded(self, document: EngineDocument) -> bool:
        return (
            document.vectors is not None
            and self._embedding is not None
            and document.model == self._embedding.model
        )

    def _advance(self, by: int) -> None:
        self._done += by
        self._progress("documents", self._done, max(self._total, self._done))
