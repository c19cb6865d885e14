"""Operators alone look after search; the figures are for whoever holds the key, in the demo for all."""

from foundation.database import execute, transaction
from foundation.ids import new_id
from matching.search.keys import Key
from matching.search.outbox import push
from tests.portal.routes import Route

OPERATORS: dict[str, int | str] = {"nobody": "login", "operator": 200, "*": 403}
ACTS: dict[str, int | str] = {"nobody": "login", "operator": 303, "*": 403}

ROUTES = [
    Route("GET", "/metrics", {"*": 200}),
    Route("GET", "/admin/search", OPERATORS),
    Route("POST", "/admin/search/retry", ACTS),
    Route("POST", "/admin/search/drop", ACTS),
    Route("POST", "/admin/search/{kind:str}/{document_id:uuid}/retry", ACTS),
    Route("POST", "/admin/search/{kind:str}/{document_id:uuid}/drop", ACTS),
]


async def world() -> dict[str, str]:
    """A document that Meilisearch refused."""
    document = Key("solution", new_id())
    async with transaction():
        await execute(
            "INSERT INTO search_outbox (kind, document, revision, hidden, queued_at) "
            "VALUES ($1, $2, nextval('search_outbox_revision'), false, now())",
            *document,
        )
        await push.keep_failure(document, 1, "invalid_document_fields", "refused", 7)
    return {"kind": document.kind, "document_id": str(document.id)}
