"""Saying that a record was published, for whoever tells people of it.

Whoever lets everybody see a record of a kind that search finds says so here, in the transaction of the
publication. Who listens is registered when the application is composed, so that no
area has to know of those above it.
"""

from collections.abc import Awaitable, Callable
from uuid import UUID

from foundation.database import require_transaction

Listener = Callable[[str, UUID], Awaitable[None]]
"""Takes the kind of document (`search.kinds`) and its id; the transaction is open."""

_listeners: list[Listener] = []


def on_published(listener: Listener) -> None:
    """Let a listener hear of publications; once each."""
    if listener not in _listeners:
        _listeners.append(listener)


async def published(kind: str, document_id: UUID) -> None:
    """Say that everybody can see a record from this transaction on; again after it was withdrawn.

    Raises:
        NoTransaction: no transaction is open.
    """
    require_transaction()
    for listener in _listeners:
        await listener(kind, document_id)
