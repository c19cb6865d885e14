"""What a rebuild of the Meilisearch index means for the outbox."""

from collections.abc import Mapping, Sequence

from foundation.database import execute, fetch, require_transaction
from foundation.jobs.effects import enqueue
from matching.search.keys import Key, columns
from matching.search.outbox.effects import PUSH, PUSH_KEY
from matching.search.outbox.push import keep_failure

Waiting = Mapping[Key, int]
"""Document → revision."""


async def what_waits() -> Waiting:
    """What the outbox holds before the rebuild reads any document: it will read these changes."""
    rows = await fetch("SELECT kind, document, revision FROM search_outbox")
    return {Key(row["kind"], row["document"]): row["revision"] for row in rows}


async def push_again() -> None:
    """Let everything that was pushed during the rebuild be pushed to the new index too.

    Raises:
        NoTransaction: no transaction is open.
    """
    require_transaction()
    await execute(
        "UPDATE search_outbox SET pushed = NULL, queued_at = clock_timestamp() "
        "WHERE pushed = revision"
    )
    await execute("UPDATE search_outbox SET pushed = NULL WHERE pushed IS NOT NULL")
    await enqueue(PUSH, key=PUSH_KEY)


async def settle(waiting: Waiting, refused: Sequence[tuple[Key, str, int | None]]) -> None:
    """Take out what the new index has, keep what it refused.

    Args:
        waiting: from `what_waits`; of these, what has not changed since is in the new index.
        refused: (document, code, uid of the task) of documents it would not take.

    Raises:
        NoTransaction: no transaction is open.
    """
    require_transaction()
    await execute("DELETE FROM search_push_failure")
    await execute(
        "DELETE FROM search_outbox o USING unnest($1::text[], $2::uuid[], $3::bigint[]) "
        "AS had (kind, document, revision) WHERE o.kind = had.kind "
        "AND o.document = had.document AND o.revision = had.revision",
        *columns(waiting),
        list(waiting.values()),
    )
    if not refused:
        return
    # What changed meanwhile waits already, and is tried at once.
    kept = await fetch(
        "INSERT INTO search_outbox (kind, document, revision, hidden, queued_at) "
        "SELECT kind, id, nextval('search_outbox_revision'), false, clock_timestamp() "
        "FROM unnest($1::text[], $2::uuid[]) AS given (kind, id) "
        "ON CONFLICT (kind, document) DO NOTHING RETURNING kind, document, revision",
        *columns([document for document, _code, _task in refused]),
    )
    revisions = {Key(row["kind"], row["document"]): row["revision"] for row in kept}
    for document, code, task in refused:
        if document in revisions:
            await keep_failure(
                document, revisions[document], code, "refused while the index was built", task
            )
