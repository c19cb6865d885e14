"""A collection to measure on, in the index as the application keeps it.

Challenges and solutions speak through the same registries as the application's own, and are
indexed by the same jobs; only their texts come from memory.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

import matching.search.index.embedding_tasks  # noqa: F401  registers the jobs that index
from foundation.access.actor import Actor
from foundation.database import transaction
from foundation.jobs.effects import enqueue
from foundation.jobs.pending import run_pending
from matching.embedding.port import Embedder
from matching.embedding.texts import passage_texts, query_text, text_hash
from matching.matcher.sources.port import ChallengeFields, SolutionFields, register_sources
from matching.search.index.indexing import EMBED, index_documents
from matching.search.index.vectors import store_vectors
from matching.search.kinds import CHALLENGE, SOLUTION
from matching.search.providers import DocumentText, register_provider
from search_index.evaluation.pairs import Solution
from search_index.evaluation.questions import Kind, Question

BUREAU = uuid5(UUID(int=0), "evaluation bureau")
MAKER = uuid5(UUID(int=0), "evaluation maker")
BATCH = 500


@dataclass(frozen=True)
class Challenges:
    """Challenges in memory: provider of their texts and source of their fields."""

    texts: Mapping[UUID, str]

    async def text_of(self, ids: Collection[UUID]) -> Mapping[UUID, DocumentText]:
        """See `DocumentProvider`."""
        return {key: DocumentText("", self.texts[key], published=True) for key in ids}

    async def ids_after(self, after: UUID | None, limit: int) -> list[UUID]:
        """See `DocumentProvider`."""
        return sorted(key for key in self.texts if after is None or key > after)[:limit]

    async def visible_ids(self, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
        """See `DocumentProvider`."""
        return frozenset(ids)

    async def fields_of(self, ids: Collection[UUID]) -> Mapping[UUID, ChallengeFields]:
        """See `ChallengeSource`: no structured facts, the text alone is measured."""
        return {
            key: ChallengeFields(
                id=key,
                owner_id=BUREAU,
                owner_name="",
                title="",
                body=self.texts[key],
                published=True,
            )
            for key in ids
            if key in self.texts
        }

    async def open_ids(self) -> list[UUID]:
        """See `ChallengeSource`."""
        return list(self.texts)


@dataclass(frozen=True)
class Solutions:
    """Solutions in memory: provider of their texts and source of their fields."""

    solutions: Mapping[UUID, Solution]

    async def text_of(self, ids: Collection[UUID]) -> Mapping[UUID, DocumentText]:
        """See `DocumentProvider`."""
        found = {key: self.solutions[key] for key in ids}
        return {
            key: DocumentText(solution.title, solution.body, published=True)
            for key, solution in found.items()
        }

    async def ids_after(self, after: UUID | None, limit: int) -> list[UUID]:
        """See `DocumentProvider`."""
        return sorted(key for key in self.solutions if after is None or key > after)[:limit]

    async def visible_ids(self, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
        """See `DocumentProvider`."""
        return frozenset(ids)

    async def fields_of(self, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, SolutionFields]:
        """See `SolutionSource`."""
        return {
            key: SolutionFields(
                id=key, owner_id=MAKER, owner_name="", title=self.solutions[key].title
            )
            for key in ids
            if key in self.solutions
        }

    async def own_published_ids(self, actor: Actor) -> list[UUID]:
        """See `SolutionSource`."""
        return []


async def load(
    questions: Sequence[Question], solutions: Sequence[Solution], embedder: Embedder
) -> None:
    """Publish the whole challenges and the solutions and index them; keep the vectors of all questions.

    Other ways of asking are no published challenges: they would be a background to each other.
    """
    challenges = Challenges(
        {
            question.pair.challenge_id: question.text
            for question in questions
            if question.kind is Kind.FULL
        }
    )
    found = Solutions({solution.id: solution for solution in solutions})
    register_provider(CHALLENGE, challenges)
    register_provider(SOLUTION, found)
    register_sources(challenges, found)
    await _embed(questions, found, embedder)
    for kind, ids in ((CHALLENGE, list(challenges.texts)), (SOLUTION, list(found.solutions))):
        for at in range(0, len(ids), BATCH):
            await index_documents(kind, ids[at : at + BATCH])
    async with transaction():
        await enqueue(EMBED, key="embed")
    await run_pending()


async def _embed(questions: Sequence[Question], solutions: Solutions, embedder: Embedder) -> None:
    # All at once, so that several processes share the work; the job finds the vectors there.
    queries = [query_text("", question.text) for question in questions]
    passages = [
        piece
        for solution in solutions.solutions.values()
        for piece in passage_texts(solution.title, solution.body)
    ]
    for side, texts, make in (
        ("query", queries, embedder.embed_queries),
        ("passage", passages, embedder.embed_passages),
    ):
        vectors = await make(texts)
        keys = [text_hash(side, text) for text in texts]
        await store_vectors(embedder.model, dict(zip(keys, vectors, strict=True)))
