"""Pushing what waits to Meilisearch: together, in order per document, as often as it takes.

A batch is read from the index after its revisions were read from the outbox, sent, awaited, and
only then taken out of the outbox, each document only with the revision that was read. A worker
that dies at any point leaves rows behind, which are pushed once more; sending a document twice
changes nothing.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog

from foundation.database import execute, fetch, fetch_value, transaction
from foundation.jobs.effects import enqueue
from foundation.jobs.registry import periodic, task
from matching.search.engines.meilisearch.errors import KeyRefused
from matching.search.engines.port import EngineRefused, EngineUnavailable, Fitness, SearchEngine
from matching.search.keys import Key, columns
from matching.search.outbox import target
from matching.search.outbox.effects import PUSH, PUSH_KEY, configured
from matching.search.outbox.locks import turn_to_push

SWEEP = "search.push_what_waits"
# Documents sent at once; so many waiting are not kept waiting for more.
TOGETHER = 500
# How long changes are gathered. Here and not as a delay of the job, since the worker looks for jobs
# whose time has come every few seconds only. What changes while one push runs is gathered anyway.
GATHERING_SECONDS = 0.5
# Refused documents tried again in one run, each alone.
TRIED_AGAIN = 20
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
DETAIL_LENGTH = 2_000

Revisions = Mapping[Key, int]

_log = structlog.get_logger("search")


@task(PUSH)
async def push() -> None:
    """Push until nothing is due, or Meilisearch is not to be had; the sweep comes again then."""
    engine = target.engine()
    if engine is None:
        return
    try:
        health = await engine.health()
        if health.fitness is not Fitness.READY:
            _log.warning("push_waits", fitness=health.fitness.value)
            return
        await _gather()
        while await _push_batch(engine):
            pass
    except EngineUnavailable as error:
        _log.warning("push_waits", error=str(error))


@periodic(SWEEP, cron="* * * * * */15")
async def push_what_waits() -> None:
    """Queue a push for what a failed one, or a rebuild, has left behind."""
    if not configured():
        return
    if await fetch_value(f"SELECT EXISTS ({_DUE}) OR EXISTS ({_DUE_AGAIN})", 1):
        async with transaction():
            await enqueue(PUSH, key=PUSH_KEY)


_DUE = """
SELECT o.kind, o.document, o.revision FROM search_outbox o
 WHERE o.pushed IS DISTINCT FROM o.revision AND NOT EXISTS (SELECT 1 FROM search_push_failure f
        WHERE f.kind = o.kind AND f.document = o.document AND f.revision = o.revision)
 ORDER BY o.revision LIMIT $1
"""
_DUE_AGAIN = """
SELECT o.kind, o.document, o.revision FROM search_outbox o
  JOIN search_push_failure f
    ON f.kind = o.kind AND f.document = o.document AND f.revision = o.revision
 WHERE o.pushed IS DISTINCT FROM o.revision AND f.retry_at <= clock_timestamp()
 ORDER BY f.retry_at LIMIT $1
"""


async def _gather() -> None:
    waiting = await fetch(_DUE, TOGETHER)
    if 0 < len(waiting) < TOGETHER:
        await asyncio.sleep(GATHERING_SECONDS)


async def _push_batch(engine: SearchEngine) -> bool:
    """Push up to `TOGETHER` documents; whether any were due, so that there may be more."""
    async with turn_to_push() as turn:
        if turn is None:
            return False
        if not turn.rebuilding:
            # Left by a rebuild that is over: the index in use has them.
            await execute("DELETE FROM search_outbox WHERE pushed = revision")
        began = await fetch_value("SELECT clock_timestamp()")
        due = _revisions(await fetch(_DUE, TOGETHER))
        if due:
            await _send(engine, due, began, keep=turn.rebuilding)
        again = _revisions(await fetch(_DUE_AGAIN, TRIED_AGAIN))
        for document, revision in again.items():
            await _send(engine, {document: revision}, began, keep=turn.rebuilding)
        return bool(due or again)


def _revisions(rows: Sequence[Mapping[str, Any]]) -> dict[Key, int]:
    return {Key(row["kind"], row["document"]): row["revision"] for row in rows}


async def _send(engine: SearchEngine, due: Revisions, began: datetime, *, keep: bool) -> None:
    """Send documents as they are now; those that are refused are found by halving."""
    documents = await target.documents(list(due))
    present = {document.key for document in documents}
    gone = [document for document in due if document not in present]
    try:
        if documents:
            await engine.upsert(documents)
        if gone:
            await engine.delete(gone)
    except KeyRefused as refusal:
        raise EngineUnavailable(str(refusal)) from refusal
    except EngineRefused as refusal:
        if len(due) == 1:
            await _keep_failure(*next(iter(due.items())), refusal)
            return
        pairs = list(due.items())
        middle = len(pairs) // 2
        await _send(engine, dict(pairs[:middle]), began, keep=keep)
        await _send(engine, dict(pairs[middle:]), began, keep=keep)
        return
    await _settle(due, began, keep=keep)


async def _settle(due: Revisions, began: datetime, *, keep: bool) -> None:
    """Take out what was pushed; what changed meanwhile stays, waiting since then."""
    arguments = (*columns(due), list(due.values()))
    sent = "unnest($1::text[], $2::uuid[], $3::bigint[]) AS sent (kind, document, revision)"
    same = "o.kind = sent.kind AND o.document = sent.document"
    async with transaction():
        if keep:
            await execute(
                f"UPDATE search_outbox o SET pushed = sent.revision FROM {sent} WHERE {same}",
                *arguments,
            )
        else:
            await execute(
                f"DELETE FROM search_outbox o USING {sent} "
                f"WHERE {same} AND o.revision = sent.revision",
                *arguments,
            )
        await execute(
            f"UPDATE search_outbox o SET queued_at = $4 FROM {sent} "
            f"WHERE {same} AND queued_at < $4 AND o.pushed IS DISTINCT FROM o.revision",
            *arguments,
            began,
        )
        await execute(
            f"DELETE FROM search_push_failure o USING {sent} WHERE {same}",
            *arguments,
        )


async def _keep_failure(document: Key, revision: int, refusal: EngineRefused) -> None:
    code, detail, failed_task = target.described(refusal)
    _log.error("push_refused", document=document.word, code=code, task=failed_task)
    await keep_failure(document, revision, code, detail, failed_task)


async def keep_failure(
    document: Key, revision: int, code: str, detail: str, failed_task: int | None
) -> None:
    """Remember a refusal; the wait before the next try doubles each time."""
    await execute(
        """
        INSERT INTO search_push_failure AS known
            (kind, document, revision, code, detail, task, attempts, failed_at, retry_at)
        VALUES ($1, $2, $3, $4, $5, $6, 1, clock_timestamp(), clock_timestamp() + $7)
        ON CONFLICT (kind, document) DO UPDATE SET
            revision = EXCLUDED.revision, code = EXCLUDED.code, detail = EXCLUDED.detail,
            task = EXCLUDED.task, attempts = known.attempts + 1, failed_at = EXCLUDED.failed_at,
            retry_at = clock_timestamp() + least($7 * power(2, least(known.attempts, 20)), $8)
        """,
        *document,
        revision,
        code,
        detail[:DETAIL_LENGTH],
        failed_task,
        FIRST_WAIT,
        LONGEST_WAIT,
    )
