"""What waits in the outbox, and what was refused."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from foundation.database import fetch_as, fetch_value
from matching.search.keys import Key

WAITING = "pushed IS DISTINCT FROM revision"
"""SQL: the index in use has not what the row stands for."""


@dataclass(frozen=True, kw_only=True)
class PushFailure:
    """A document that Meilisearch refused.

    Attributes:
        title: None where it has left the index; then its deletion was refused.
        hidden: kept from results until Meilisearch takes it, so it cannot be given up.
        code, detail: what Meilisearch said.
        task: uid of the failed task there.
        attempts: how often it was sent alone.
        retry_at: when it is sent again, unless it changes before.
    """

    kind: str
    document: UUID
    title: str | None
    hidden: bool
    code: str
    detail: str
    task: int | None
    attempts: int
    failed_at: datetime
    retry_at: datetime

    @property
    def key(self) -> Key:
        """Which document it is."""
        return Key(self.kind, self.document)


@dataclass(frozen=True)
class Backlog:
    """The outbox in figures.

    Attributes:
        length: documents that wait to be pushed, refused ones among them.
        lag: seconds since the oldest of their changes.
        failures: documents refused.
    """

    length: int
    lag: float
    failures: int


async def leaving() -> tuple[Key, ...]:
    """Documents that must not be found any more and may still be in Meilisearch."""
    return tuple(
        await fetch_as(
            Key, f"SELECT kind, document AS id FROM search_outbox WHERE hidden AND {WAITING}"
        )
    )


async def backlog() -> Backlog:
    """Length, lag and failures at once."""
    (found,) = await fetch_as(
        Backlog,
        "SELECT count(*) AS length, "
        "greatest(coalesce(extract(epoch FROM clock_timestamp() - min(queued_at)), 0), 0)::float AS lag, "
        "(SELECT count(*) FROM search_push_failure) AS failures "
        f"FROM search_outbox WHERE {WAITING}",
    )
    return found


async def length() -> int:
    """How many documents wait to be pushed."""
    found: int = await fetch_value(f"SELECT count(*) FROM search_outbox WHERE {WAITING}")
    return found


async def lag() -> float:
    """Seconds since the oldest change that Meilisearch does not have; 0 without any."""
    return (await backlog()).lag


async def failures(limit: int = 100) -> list[PushFailure]:
    """Documents refused, the latest first."""
    return await fetch_as(
        PushFailure,
        "SELECT f.kind, f.document, d.title, coalesce(o.hidden, false) AS hidden, f.code, f.detail, "
        "f.task, f.attempts, f.failed_at, f.retry_at FROM search_push_failure f LEFT JOIN search_document d "
        "ON d.kind = f.kind AND d.id = f.document "
        "LEFT JOIN search_outbox o ON o.kind = f.kind AND o.document = f.document "
        "ORDER BY f.failed_at DESC, f.kind, f.document LIMIT $1",
        limit,
    )
