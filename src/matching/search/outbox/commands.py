"""What an operator does about documents that Meilisearch refused."""

from collections.abc import Collection
from uuid import UUID

from foundation import audit
from foundation.database import fetch, transaction
from foundation.identity.actor import Actor
from foundation.jobs.effects import enqueue
from matching.search.outbox.effects import PUSH, PUSH_KEY
from matching.search.outbox.policy import may_operate

DOCUMENT = "search_document"


async def retry_failures(actor: Actor, documents: Collection[UUID] | None = None) -> int:
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
            "WHERE $1::uuid[] IS NULL OR document = ANY($1) RETURNING document, code",
            None if documents is None else list(documents),
        )
        for row in rows:
            await audit.record(
                actor, "search.retry", DOCUMENT, row["document"], after={"code": row["code"]}
            )
        if rows:
            await enqueue(PUSH, key=PUSH_KEY)
    return len(rows)


async def drop_failures(actor: Actor, documents: Collection[UUID] | None = None) -> int:
    """Give up sending refused documents until they change; Meilisearch keeps what it has of them.

    Those that must not be found any more are kept, and go on being kept from results.

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
            """
            WITH given_up AS (
                DELETE FROM search_outbox o USING search_push_failure f
                 WHERE f.document = o.document AND f.revision = o.revision AND NOT o.gone
                   AND ($1::uuid[] IS NULL OR f.document = ANY($1))
                RETURNING o.document)
            DELETE FROM search_push_failure f USING given_up
             WHERE f.document = given_up.document RETURNING f.document, f.code
            """,
            None if documents is None else list(documents),
        )
        for row in rows:
            await audit.record(
                actor, "search.drop", DOCUMENT, row["document"], before={"code": row["code"]}
            )
    return len(rows)
