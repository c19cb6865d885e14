"""What an operator does about documents that Meilisearch refused."""

from collections.abc import Collection
from uuid import UUID

from foundation import audit
from foundation.access.actor import Actor
from foundation.database import fetch, transaction
from foundation.jobs.effects import enqueue
from matching.search.keys import Key, columns
from matching.search.outbox.effects import PUSH, PUSH_KEY
from matching.search.outbox.policy import may_operate

DOCUMENT = "search_document"
_CHOSEN = (
    "($1::text[] IS NULL OR ({0}.kind, {0}.document) IN "
    "(SELECT * FROM unnest($1::text[], $2::uuid[])))"
)


async def retry_failures(actor: Actor, documents: Collection[Key] | None = None) -> int:
    """Send refused documents again now.

    Args:
        actor: who asks for it.
        documents: which; None all.

    Returns:
        How many.

    Raises:
        NotPermitted: the actor does not look after search.
    """
    may_operate(actor).require()
    async with transaction():
        rows = await fetch(
            "UPDATE search_push_failure SET retry_at = clock_timestamp() "
            f"WHERE {_CHOSEN.format('search_push_failure')} RETURNING kind, document, code",
            *_chosen(documents),
        )
        for row in rows:
            await audit.record(
                actor,
                "search.retry",
                DOCUMENT,
                row["document"],
                after={"kind": row["kind"], "code": row["code"]},
            )
        if rows:
            await enqueue(PUSH, key=PUSH_KEY)
    return len(rows)


async def drop_failures(actor: Actor, documents: Collection[Key] | None = None) -> int:
    """Give up sending refused documents until they change; Meilisearch keeps what it has of them.

    Those that are kept from results stay, and are sent until Meilisearch takes them.

    Args:
        actor: who decides it.
        documents: which; None all.

    Returns:
        How many were given up.

    Raises:
        NotPermitted: the actor does not look after search.
    """
    may_operate(actor).require()
    async with transaction():
        rows = await fetch(
            f"""
            WITH given_up AS (
                DELETE FROM search_outbox o USING search_push_failure f
                 WHERE f.kind = o.kind AND f.document = o.document AND f.revision = o.revision
                   AND NOT o.hidden AND {_CHOSEN.format("f")}
                RETURNING o.kind, o.document)
            DELETE FROM search_push_failure f USING given_up
             WHERE f.kind = given_up.kind AND f.document = given_up.document
            RETURNING f.kind, f.document, f.code
            """,
            *_chosen(documents),
        )
        for row in rows:
            await audit.record(
                actor,
                "search.drop",
                DOCUMENT,
                row["document"],
                before={"kind": row["kind"], "code": row["code"]},
            )
    return len(rows)


def _chosen(documents: Collection[Key] | None) -> tuple[list[str] | None, list[UUID] | None]:
    return (None, None) if documents is None else columns(documents)
