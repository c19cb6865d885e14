"""`/metrics`: figures of this installation for Prometheus. No names, no ids, no addresses."""

import hmac
import time
from collections.abc import Iterator

from litestar import Controller, Response, get

from foundation import jobs, metrics
from foundation.audit import waiting
from foundation.database import DATABASE_ERRORS, fetch_value, pool_use
from foundation.errors import NotFound
from foundation.metrics import Reading
from foundation.settings import Settings, current
from foundation.web import WebRequest
from foundation.web.api import PageController
from matching.embedding import models
from matching.search.engines import selection
from matching.search.engines.port import Stats
from matching.search.kinds import COMPARED
from matching.search.outbox.queries import backlog
from matching.search.outbox.report import postgresql_stats

UNAUTHORISED = 401
# Counting 100,000 documents takes a third of a second; from so many on it is not done each time.
MANY = 10_000
KEPT_SECONDS = 60.0

_kept: tuple[str | None, float, Stats] | None = None


class Metrics(PageController):
    """For whoever watches the installation."""

    opt = {"no_identity": True, "exclude_from_csrf": True}

    @get("/metrics")
    async def read(self, request: WebRequest) -> Response[bytes]:
        """All figures, to the holder of the key; in the demo without one to everybody."""
        settings = current()
        if settings.metrics_key is None and not settings.demo:
            raise NotFound()
        if not _admitted(settings, request.headers.get("authorization", "")):
            return Response(b"", status_code=UNAUTHORISED, headers={"WWW-Authenticate": "Bearer"})
        return Response(
            metrics.exposition(await readings()),
            headers={"Content-Type": metrics.CONTENT_TYPE, "Cache-Control": "no-store"},
        )


def _admitted(settings: Settings, authorization: str) -> bool:
    if settings.metrics_key is None:
        return settings.demo
    return hmac.compare_digest(authorization.encode(), f"Bearer {settings.metrics_key}".encode())


async def readings() -> list[Reading]:
    """The figures that are read when they are asked for."""
    try:
        return [
            Reading("database_up", "Whether the database answers.", 1),
            *_of_pool(),
            *await _of_search(),
            *await _of_jobs(),
        ]
    except DATABASE_ERRORS:
        return [Reading("database_up", "Whether the database answers.", 0), *_of_pool()]


def _of_pool() -> Iterator[Reading]:
    use = pool_use()
    for state, number in (("open", use.open), ("idle", use.idle), ("most", use.most)):
        yield Reading(
            "database_connections",
            "Connections of this process to the database: open, idle of these, most allowed.",
            number,
            {"state": state},
        )


async def _of_search() -> list[Reading]:
    waiting = await backlog()
    serving = await models.serving()
    held = await _held(None if serving is None else serving.name)
    compared = sum(held.documents.get(kind, 0) for kind in COMPARED)
    filling = await models.progress()
    state = selection.state()
    engines = {"postgresql": True}
    if selection.meilisearch() is not None:
        engines["meilisearch"] = not state.degraded
    return [
        Reading(
            "search_lag_seconds",
            "Age of the oldest change that Meilisearch does not have.",
            waiting.lag,
        ),
        Reading(
            "search_outbox_documents",
            "Documents whose change Meilisearch does not have.",
            waiting.length,
        ),
        Reading("search_push_failures", "Documents that Meilisearch refused.", waiting.failures),
        *(
            Reading(
                "search_engine_up",
                "Whether this process can rely on the search engine.",
                up,
                {"engine": engine},
            )
            for engine, up in engines.items()
        ),
        *(
            Reading("search_documents", "Public documents in the index.", number, {"kind": kind})
            for kind, number in sorted(held.documents.items())
        ),
        Reading(
            "embedding_pending_documents",
            "Documents without a vector of the model whose vectors are compared.",
            0 if serving is None else compared - sum(held.embedded.values()),
        ),
        Reading(
            "embedding_next_model_pending_documents",
            "Documents without a vector of the model that is to follow.",
            0 if filling is None else filling.total - filling.done,
        ),
    ]


async def _held(model: str | None) -> Stats:
    """What the index holds; of many documents, what it held a moment ago."""
    global _kept
    if _kept is not None and _kept[0] == model and time.monotonic() < _kept[1]:
        return _kept[2]
    found = await postgresql_stats(model)
    many = sum(found.documents.values()) >= MANY
    _kept = (model, time.monotonic() + KEPT_SECONDS, found) if many else None
    return found


async def _of_jobs() -> list[Reading]:
    stats = await jobs.queue_stats()
    oldest = min((task.oldest_waiting for task in stats if task.oldest_waiting), default=None)
    numbers = {
        "waiting": sum(task.waiting for task in stats),
        "delayed": sum(task.delayed for task in stats),
        "running": sum(task.running for task in stats),
        "failed": sum(task.failed for task in stats),
    }
    return [
        *(
            Reading("jobs", "Jobs of the queue by state.", number, {"state": state})
            for state, number in numbers.items()
        ),
        Reading(
            "jobs_oldest_waiting_seconds",
            "Age of the job that has waited longest.",
            # By the clock of the database, which wrote the times.
            await fetch_value(
                "SELECT coalesce(extract(epoch FROM now() - $1::timestamptz), 0)::float", oldest
            ),
        ),
        *(
            reading
            for one in await jobs.lane_stats()
            for reading in (
                Reading(
                    "lane_jobs_waiting",
                    "Jobs that could run now, by lane.",
                    one.waiting,
                    {"lane": one.lane},
                ),
                Reading(
                    "lane_oldest_waiting_seconds",
                    "How long the longest waiting job of a lane could have run already.",
                    one.oldest_seconds,
                    {"lane": one.lane},
                ),
            )
        ),
        Reading(
            "audit_sealing_lag_seconds",
            "Age of the oldest audit event that is not sealed.",
            (await waiting()).seconds,
        ),
        Reading("workers", "Workers that gave a sign of life lately.", await jobs.workers_alive()),
    ]


METRICS: tuple[type[Controller], ...] = (Metrics,)
