"""Challenges and solutions in memory for the index and the matcher, and an embedder without a model."""

import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import UUID, uuid5

import numpy as np

from foundation.access.actor import Actor
from foundation.database import transaction
from foundation.jobs.pending import run_pending
from matching.embedding.port import EmbeddingUnavailable, Vectors
from matching.embedding.selection import use_embedder
from matching.matcher.sources import port as sources
from matching.matcher.sources.port import ChallengeFields, SolutionFields
from matching.search import providers
from matching.search.effects import document_changed
from matching.search.kinds import CHALLENGE, SOLUTION
from matching.search.providers import DocumentText
from matching.text.tokens import word_set

BUREAU = uuid5(UUID(int=0), "bureau")
MAKER = uuid5(UUID(int=0), "maker")


class WordEmbedder:
    """Vectors that are near where words are shared; fast, and the same each time."""

    model = "words-of-tests"
    dimensions = 384

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.broken = False

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        if self.broken:
            raise EmbeddingUnavailable("broken for the test")
        self.asked += texts
        return np.array([self._vector(text) for text in texts], dtype=np.float32)

    embed_passages = embed_queries

    def _vector(self, text: str) -> np.ndarray:
        total = np.full(self.dimensions, 0.001)
        for word in sorted(word_set([text])):
            seed = zlib.crc32(word.encode())
            total = total + np.random.default_rng(seed).normal(size=self.dimensions)
        return total / np.linalg.norm(total)


class Memory:
    """Documents of both kinds; what is not published is left out where the public reads."""

    def __init__(self) -> None:
        self.texts: dict[UUID, DocumentText] = {}
        self.kinds: dict[UUID, str] = {}
        self.challenge_fields: dict[UUID, dict[str, object]] = {}
        self.solution_fields: dict[UUID, dict[str, object]] = {}
        self.owners: dict[UUID, UUID] = {}

    def add(
        self,
        kind: str,
        title: str,
        body: str,
        *,
        published: bool = True,
        owner: UUID | None = None,
        words: str = "",
        **fields: object,
    ) -> UUID:
        """Remember a document; `index` brings it into the index."""
        key = uuid5(BUREAU, f"{kind} {title} {body}")
        self.texts[key] = DocumentText(title, body, published, words)
        self.kinds[key] = kind
        self.owners[key] = owner or (BUREAU if kind == CHALLENGE else MAKER)
        (self.challenge_fields if kind == CHALLENGE else self.solution_fields)[key] = fields
        return key

    async def index(self, *keys: UUID) -> None:
        """Say that these documents (all, when none is named) changed, and run the jobs."""
        async with transaction():
            for key in keys or list(self.kinds):
                await document_changed(self.kinds[key], key)
        await run_pending()


class MemoryDocuments:
    """`DocumentProvider` of a memory's documents of one kind."""

    def __init__(self, memory: Memory, kind: str) -> None:
        self._memory = memory
        self._kind = kind

    async def text_of(self, ids: Collection[UUID]) -> Mapping[UUID, DocumentText]:
        """See `DocumentProvider`."""
        return {key: self._memory.texts[key] for key in ids if self._has(key)}

    async def ids_after(self, after: UUID | None, limit: int) -> list[UUID]:
        """See `DocumentProvider`."""
        known = (key for key in self._memory.texts if self._has(key))
        return sorted(key for key in known if after is None or key > after)[:limit]

    async def visible_ids(self, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
        """See `DocumentProvider`."""
        return frozenset(key for key in ids if self._has(key) and self._memory.texts[key].published)

    def _has(self, key: UUID) -> bool:
        return key in self._memory.texts and self._memory.kinds[key] == self._kind


class MemoryChallenges:
    """`ChallengeSource` of a memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def fields_of(self, ids: Collection[UUID]) -> Mapping[UUID, ChallengeFields]:
        """See `ChallengeSource`."""
        memory = self._memory
        return {
            key: ChallengeFields(
                id=key,
                owner_id=memory.owners[key],
                owner_name="見本局",
                title=memory.texts[key].title,
                body=memory.texts[key].body,
                published=memory.texts[key].published,
                **memory.challenge_fields[key],  # type: ignore[arg-type]
            )
            for key in ids
            if key in memory.challenge_fields
        }

    async def open_ids(self) -> list[UUID]:
        """See `ChallengeSource`."""
        texts = self._memory.texts
        return [key for key in self._memory.challenge_fields if texts[key].published]


class MemorySolutions:
    """`SolutionSource` of a memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def fields_of(self, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, SolutionFields]:
        """See `SolutionSource`."""
        memory = self._memory
        return {
            key: SolutionFields(
                id=key,
                owner_id=memory.owners[key],
                owner_name="見本株式会社",
                title=memory.texts[key].title,
                **memory.solution_fields[key],  # type: ignore[arg-type]
            )
            for key in ids
            if key in memory.solution_fields and memory.texts[key].published
        }

    async def own_published_ids(self, actor: Actor) -> list[UUID]:
        """See `SolutionSource`."""
        memory = self._memory
        return [
            key
            for key in memory.solution_fields
            if memory.texts[key].published and memory.owners[key] == actor.organisation_id
        ]


@contextmanager
def memory_in_use(embedder: WordEmbedder | None) -> Iterator[Memory]:
    """A memory that the index and the matcher read for the block, with this embedder or none."""
    memory = Memory()
    before = (dict(providers._providers), sources._challenges, sources._solutions)
    for kind in (CHALLENGE, SOLUTION):
        providers.register_provider(kind, MemoryDocuments(memory, kind))
    sources.register_sources(MemoryChallenges(memory), MemorySolutions(memory))
    use_embedder(embedder)
    try:
        yield memory
    finally:
        providers._providers.clear()
        providers._providers.update(before[0])
        sources._challenges, sources._solutions = before[1:]
        use_embedder(None)
