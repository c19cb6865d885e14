"""The PostgreSQL index made equal to the truth: every document compared, written where it differs,
and taken out where it is gone.

Each batch is a transaction of its own, and each run looks at everything: one that was interrupted
at any point is followed by one that ends the work. Words of texts that have not changed are kept,
and so are vectors.
"""

import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from foundation.database import execute, fetch, fetch_value, transaction
from foundation.jobs.effects import enqueue
from foundation.jobs.lanes import Lane
from foundation.jobs.registry import task
from matching.embedding.selection import embedder
from matching.search.index import statistics, store
from matching.search.index.indexing import EMBED, index_documents
from matching.search.index.vectors import (
    build_index,
    drop_index,
    ensure_index,
    fill_document_vectors,
)
from matching.search.keys import keys_of
from matching.search.kinds import KINDS
from matching.search.outbox.effects import changed
from matching.search.providers import provider_of

BATCH = 500
WORD_INDEXES = {
    "search_document_tokens": "ON search_document USING gin (tokens)",
    "search_document_title_tokens": "ON search_document USING gin (title_tokens)",
    "search_document_facets": "ON search_document USING gin (facets)",
}


class Progress(Protocol):
    """Told how far a step is."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """`step`: "documents" (so many of so many), then "indexes"."""
        ...


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did.

    Attributes:
        documents: in the index now.
        changed: rows written or taken out.
        seconds: in all.
        peak_memory: most memory of this process so far, in bytes; the database's is its own.
    """

    documents: int
    changed: int
    seconds: float
    peak_memory: int


async def rebuild(progress: Progress, *, anew: bool = False) -> Rebuilt:
    """Compare the whole index with the truth and make it equal, beside readers and writers.

    Where most of it has to be written, the indexes for words and nearness are dropped first and
    built at the end; searches find the same meanwhile, and are slow.

    Args:
        progress: told after each batch.
        anew: write every row, differing or not, and take no row's word for its vectors.
    """
    begun = time.perf_counter()
    known = {kind: await _all_ids(kind) for kind in KINDS}
    total = sum(len(ids) for ids in known.values())
    present: int = await fetch_value("SELECT count(*) FROM search_document")
    from_nothing = anew or present * 2 < total
    if from_nothing:
        await _drop_indexes()
    done = written = 0
    progress("documents", 0, total)
    for kind, ids in known.items():
        for at in range(0, len(ids), BATCH):
            written += await _index(kind, ids[at : at + BATCH], anew)
            done = min(done + BATCH, total) if len(ids) - at > BATCH else done + len(ids) - at
            progress("documents", done, total)
        written += await _take_out(kind, frozenset(ids))
    await _build_indexes(progress)
    if embedder() is not None:
        async with transaction():
            await enqueue(EMBED, key="embed")
    return Rebuilt(
        documents=await fetch_value("SELECT count(*) FROM search_document"),
        changed=written,
        seconds=time.perf_counter() - begun,
        peak_memory=_peak_memory(),
    )


@task("search.rebuild", attempts=3, lane=Lane.BACKGROUND)
async def rebuild_in_background() -> None:
    """Fill the index after a migration has emptied it, while people already search."""
    await rebuild(lambda step, done, total: None)


async def ensure_word_indexes() -> None:
    """Build the indexes of words and facets that an interrupted rebuild has left out."""
    for name, definition in WORD_INDEXES.items():
        valid = await fetch_value(
            "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass($1)", name
        )
        if valid is False:
            # Left over by a build that was interrupted.
            await execute(f"DROP INDEX IF EXISTS {name}")
        await build_index(name, definition)


async def _index(kind: str, ids: Sequence[UUID], anew: bool) -> int:
    written = await index_documents(kind, ids, anew=anew)
    async with transaction():
        await changed(await fill_document_vectors(keys=keys_of(kind, ids)))
    return written


async def _all_ids(kind: str) -> list[UUID]:
    try:
        provider = provider_of(kind)
    except LookupError:
        return []
    found: list[UUID] = []
    while batch := await provider.ids_after(found[-1] if found else None, BATCH):
        found += batch
    return found


async def _take_out(kind: str, known: frozenset[UUID]) -> int:
    taken = 0
    async for keys in store.iter_keys(kind):
        others = [key.id for key in keys if key.id not in known]
        if others:
            # Looked at once more: some may have come since the ids were read.
            taken += await index_documents(kind, others)
    return taken


async def _drop_indexes() -> None:
    for name in WORD_INDEXES:
        await execute(f"DROP INDEX IF EXISTS {name}")
    for row in await fetch("SELECT DISTINCT model FROM document_vector"):
        await drop_index(row["model"])


async def _build_indexes(progress: Progress) -> None:
    models = await fetch(
        "SELECT model, min(vector_dims(embedding)) AS dimensions FROM document_vector GROUP BY model"
    )
    total = 2 + len(models)
    progress("indexes", 0, total)
    # Before the indexes: afterwards it would have to look into each of them.
    await execute("VACUUM search_document, document_vector, text_vector")
    await ensure_word_indexes()
    progress("indexes", 1, total)
    for place, row in enumerate(models, start=2):
        await ensure_index(row["model"], row["dimensions"])
        progress("indexes", place, total)
    await execute("ANALYZE search_document, document_vector, text_vector")
    for kind in KINDS:
        await statistics.refresh(kind)
    progress("indexes", total, total)


def _peak_memory() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Kilobytes on Linux, bytes on macOS.
    return peak if sys.platform == "darwin" else peak * 1024
