"""The `SearchEngine` that Meilisearch is: one index for all kinds, one request for each question."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from typing import Any

import msgspec

from matching.search.engines.meilisearch.answers import (
    Answers,
    IndexInfo,
    Result,
    Similar,
    Version,
    ranked,
)
from matching.search.engines.meilisearch.client import ONCE, READ, WRITE, Client
from matching.search.engines.meilisearch.documents import PRIMARY_KEY, as_sent
from matching.search.engines.meilisearch.errors import (
    NO_SUCH_DOCUMENT,
    NotBuilt,
    Refused,
    TooLarge,
    already_there,
)
from matching.search.engines.meilisearch.filters import expression, matches_nothing
from matching.search.engines.meilisearch.queries import (
    count_query,
    phrase_query,
    term_phrase,
    vector_query,
)
from matching.search.engines.meilisearch.settings import Embedding, differences, our_settings
from matching.search.engines.meilisearch.tasks import Summary, finished
from matching.search.engines.meilisearch.typed import Typed
from matching.search.engines.port import (
    CandidateQuery,
    Candidates,
    EngineDocument,
    EngineRefused,
    EngineUnavailable,
    Filter,
    Fitness,
    Found,
    Health,
    Hit,
    Stats,
    TypedQuery,
)
from matching.search.keys import Key

INDEX = "documents"
# One request holds at most so much: servers limit it (100 MB as they come, 1 MB where somebody
# was careful), and may close the connection before they have told so. Meilisearch joins what waits.
BATCH_BYTES = 900_000

Serving = Callable[[], Awaitable[Embedding | None]]


class MeilisearchEngine:
    """Meilisearch as a `SearchEngine`.

    Args:
        url: of the server.
        key: scoped to the index; not the master key.
        prefix: before the name of the index, so that a server can be shared.
        serving: the model that documents are compared with now; None where by words alone.
        index: name of the index behind the prefix; a rebuild fills another one.
    """

    name = "meilisearch"

    def __init__(
        self, url: str, key: str, prefix: str, serving: Serving, *, index: str = INDEX
    ) -> None:
        self.client = Client(url, key)
        self.index = f"{prefix}{index}"
        self._serving = serving

    async def close(self) -> None:
        """Close the connections; a later request opens others."""
        await self.client.close()

    async def apply_settings(self) -> None:
        """Make the index if it is not there, and send our settings unless it has them.

        A new model needs a new index (`kingsalmon search rebuild`): the vectors of the documents
        that are there would be missing.
        """
        try:
            live = await self.settings()
        except NotBuilt:
            await self._create()
            live = await self.settings()
        ours = our_settings(await self._serving())
        if differences(live, ours):
            summary = await self.client.ask(
                "PATCH", f"indexes/{self.index}/settings", Summary, ours, patience=ONCE
            )
            await finished(self.client, summary.taskUid)

    async def upsert(self, documents: Sequence[EngineDocument]) -> None:
        """See `SearchEngine`; in batches by size, halved where the server takes less.

        Raises:
            NotBuilt: there is no index; it would be made without our settings.
        """
        if not documents:
            return
        await self.client.ask("GET", f"indexes/{self.index}", IndexInfo, patience=WRITE)
        embedding = await self._serving()
        encoded = (msgspec.json.encode(as_sent(document, embedding)) for document in documents)
        tasks = [uid for batch in _batches(encoded) for uid in await self._put(batch)]
        for uid in tasks:
            await finished(self.client, uid)

    async def delete(self, keys: Collection[Key]) -> None:
        """See `SearchEngine`."""
        if not keys:
            return
        try:
            summary = await self.client.ask(
                "POST",
                f"indexes/{self.index}/documents/delete-batch",
                Summary,
                [key.word for key in keys],
                patience=WRITE,
            )
            await finished(self.client, summary.taskUid)
        except NotBuilt:
            return  # what is not there holds nothing
        except Refused as error:
            if error.code != "index_not_found":
                raise

    async def candidates(self, query: CandidateQuery) -> Candidates:
        """See `SearchEngine`: one query by the vector and one for each phrase, in one request.

        No way of matching words is an OR of rare terms, so each is asked by itself.
        """
        if matches_nothing(query.filter):
            return Candidates(() if _by_vector(query) else None, tuple(() for _ in query.phrases))
        filter = expression(query.filter)
        queries: list[dict[str, Any]] = []
        if query.vector is not None and query.model is not None:
            queries.append(
                vector_query(self.index, query.model, query.vector, filter, query.nearest)
            )
        texts = [term_phrase(one) for one in query.phrases]
        queries += [
            phrase_query(self.index, text, filter, query.hits) for text in texts if text is not None
        ]
        results = iter(await self._ask(queries))
        nearest = ranked(next(results), embedded=True) if _by_vector(query) else None
        by_phrase = tuple(() if text is None else ranked(next(results)) for text in texts)
        return Candidates(nearest, by_phrase)

    async def search(self, query: TypedQuery) -> Found:
        """See `SearchEngine`, and `typed`."""
        return await Typed(self.index, query).run(self._ask)

    async def similar(self, key: Key, filter: Filter, limit: int) -> tuple[Hit, ...]:
        """See `SearchEngine`; pieces of documents are compared first with first, second with second."""
        embedding = await self._serving()
        if embedding is None or limit == 0 or matches_nothing(filter):
            return ()
        body = {
            "id": key.word,
            "embedder": embedding.embedder,
            "limit": limit,
            "attributesToRetrieve": ["key"],
            "showRankingScore": True,
        }
        wanted = expression(filter)
        if wanted is not None:
            body["filter"] = wanted
        try:
            answer = await self.client.ask("POST", f"indexes/{self.index}/similar", Similar, body)
        except Refused as error:
            if error.code == NO_SUCH_DOCUMENT:
                return ()
            raise
        return ranked(answer, embedded=True)

    async def stats(self) -> Stats:
        """See `SearchEngine`; the version where the key may know it, which a scoped one may not."""
        everything, embedded = await self._ask(
            [
                count_query(self.index, "", None, ["kind"]),
                count_query(self.index, "", "embedded = true", ["kind"]),
            ]
        )
        return Stats(
            documents=everything.facetDistribution.get("kind", {}),
            embedded=embedded.facetDistribution.get("kind", {}),
            version=await self._version(),
        )

    async def health(self) -> Health:
        """See `SearchEngine`: it answers, has the index, and the index has our settings."""
        try:
            live = await self.settings()
            other = differences(live, our_settings(await self._serving()))
        except NotBuilt as error:
            return Health(Fitness.NOT_BUILT, str(error))
        except (EngineUnavailable, EngineRefused) as error:
            return Health(Fitness.AWAY, str(error))
        if other:
            return Health(
                Fitness.OTHER_SETTINGS,
                f"the index has other settings ({', '.join(other)}); "
                "kingsalmon search rebuild makes it anew",
            )
        return Health(Fitness.READY)

    async def settings(self) -> dict[str, Any]:
        """Settings of the index as they are.

        Raises:
            NotBuilt: there is no index.
        """
        live = await self.client.ask("GET", f"indexes/{self.index}/settings", dict[str, Any])
        if "rankingRules" not in live:
            raise EngineUnavailable("what Meilisearch answers is no settings of an index")
        return live

    async def _create(self) -> None:
        summary = await self.client.ask(
            "POST",
            "indexes",
            Summary,
            {"uid": self.index, "primaryKey": PRIMARY_KEY},
            patience=ONCE,
        )
        try:
            await finished(self.client, summary.taskUid)
        except Refused as error:
            if not already_there(error):
                raise

    async def _put(self, documents: list[bytes]) -> list[int]:
        """Send documents, each as JSON; uids of the tasks."""
        try:
            summary = await self.client.send(
                "POST",
                f"indexes/{self.index}/documents",
                Summary,
                b"[" + b",".join(documents) + b"]",
                params={"primaryKey": PRIMARY_KEY},
                patience=WRITE,
            )
            return [summary.taskUid]
        except TooLarge:
            if len(documents) == 1:
                raise
            half = len(documents) // 2
            return await self._put(documents[:half]) + await self._put(documents[half:])

    async def _ask(self, queries: Sequence[dict[str, Any]]) -> Sequence[Result]:
        """Several queries in one request; an answer for each."""
        if not queries:
            return ()
        answer = await self.client.ask(
            "POST", "multi-search", Answers, {"queries": list(queries)}, patience=READ
        )
        if len(answer.results) != len(queries):
            raise EngineUnavailable("Meilisearch answers another number of queries than were asked")
        return answer.results

    async def _version(self) -> str | None:
        try:
            return (await self.client.ask("GET", "version", Version)).pkgVersion
        except EngineRefused:
            return None


def _by_vector(query: CandidateQuery) -> bool:
    return query.vector is not None and query.model is not None


def _batches(documents: Iterable[bytes]) -> Iterable[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for document in documents:
        if batch and size + len(document) > BATCH_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(document)
        size += len(document) + 1
    if batch:
        yield batch
