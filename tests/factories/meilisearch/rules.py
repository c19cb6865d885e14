"""What Meilisearch accepts: methods, paths, parameters of the query and fields of bodies.

All of it stands in the recordings or in the REST interface of 1.50. What is not here is refused, as
the engine refuses it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.factories.meilisearch.recordings import error, exchange

Fields = Mapping[str, type | tuple[type, ...]]
_NULL = type(None)


def _named(message: str) -> list[str]:
    """The names after "expected one of" in a recorded message."""
    return re.findall(r"`([A-Za-z]+)`", message.split("expected one of")[1])


_SEARCH_NAMES = _named(
    exchange("search", "unknown field in the body")["response"]["body"]["message"]
)
_SETTINGS_NAMES = _named(exchange("settings", "unknown key")["response"]["body"]["message"])
_TYPES: dict[str, type | tuple[type, ...]] = {
    "q": (str, _NULL),
    "offset": int,
    "limit": int,
    "page": int,
    "hitsPerPage": int,
    "filter": (str, list, _NULL),
    "facets": list,
    "sort": list,
    "distinct": str,
    "attributesToRetrieve": list,
    "attributesToSearchOn": list,
    "attributesToHighlight": list,
    "attributesToCrop": list,
    "matchingStrategy": str,
    "locales": list,
    "hybrid": dict,
    "vector": list,
    "retrieveVectors": bool,
    "rankingScoreThreshold": (int, float),
    "showRankingScore": bool,
    "showRankingScoreDetails": bool,
    "showMatchesPosition": bool,
    "cropLength": int,
}
SEARCH: Fields = {name: _TYPES.get(name, object) for name in _SEARCH_NAMES}
SETTINGS: Fields = dict.fromkeys(_SETTINGS_NAMES, object)
SIMILAR: Fields = {
    "id": (str, int),
    "embedder": str,
    "offset": int,
    "limit": int,
    "filter": (str, list, _NULL),
    "attributesToRetrieve": list,
    "retrieveVectors": bool,
    "showRankingScore": bool,
    "showRankingScoreDetails": bool,
    "showPerformanceDetails": bool,
    "rankingScoreThreshold": (int, float),
}
FETCH: Fields = dict.fromkeys(
    ("offset", "limit", "fields", "ids", "filter", "sort", "retrieveVectors"), object
)
KEY: Fields = dict.fromkeys(
    ("name", "description", "uid", "actions", "indexes", "expiresAt"), object
)
_ADDING = frozenset({"primaryKey", "customMetadata", "skipCreation", "csvDelimiter"})
_TASK_FILTERS = frozenset(
    [
        "uids",
        "statuses",
        "types",
        "indexUids",
        "batchUids",
        "canceledBy",
        "limit",
        "from",
        "reverse",
        "beforeEnqueuedAt",
        "afterEnqueuedAt",
        "beforeStartedAt",
        "afterStartedAt",
        "beforeFinishedAt",
        "afterFinishedAt",
    ]
)
_PAGES = frozenset({"offset", "limit"})


@dataclass(frozen=True)
class Route:
    """A method and path, and what may come with it.

    Attributes:
        name: of the handler.
        action: what the key must be allowed; "" needs none.
        params: of the query.
        fields: of a body that is an object; None takes no object.
        array: the body is an array.
    """

    method: str
    pattern: str
    name: str
    action: str
    params: frozenset[str] = frozenset()
    fields: Fields | None = None
    array: bool = False
    expression: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[A-Za-z0-9_-]+)", self.pattern)
        object.__setattr__(self, "expression", re.compile(pattern))


ROUTES = (
    Route("GET", "/health", "health", ""),
    Route("GET", "/version", "version", "version"),
    Route("GET", "/stats", "all_stats", "stats.get"),
    Route("GET", "/indexes", "list_indexes", "indexes.get", _PAGES),
    Route("POST", "/indexes", "create_index", "indexes.create", fields={"uid": str, "primaryKey": str}),
    Route("GET", "/indexes/{index}", "get_index", "indexes.get"),
    Route("DELETE", "/indexes/{index}", "delete_index", "indexes.delete"),
    Route("GET", "/indexes/{index}/stats", "index_stats", "stats.get"),
    Route("GET", "/indexes/{index}/settings", "get_settings", "settings.get"),
    Route("PATCH", "/indexes/{index}/settings", "patch_settings", "settings.update", fields=SETTINGS),
    Route("POST", "/indexes/{index}/documents", "add_documents", "documents.add", _ADDING, array=True),
    Route("PUT", "/indexes/{index}/documents", "update_documents", "documents.add", _ADDING, array=True),
    Route("POST", "/indexes/{index}/documents/fetch", "fetch_documents", "documents.get", fields=FETCH),
    Route("POST", "/indexes/{index}/documents/delete-batch", "delete_batch", "documents.delete", array=True),
    Route("POST", "/indexes/{index}/documents/delete", "delete_by_filter", "documents.delete", fields={"filter": (str, list)}),
    Route("GET", "/indexes/{index}/documents/{id}", "get_document", "documents.get", frozenset({"fields", "retrieveVectors"})),
    Route("DELETE", "/indexes/{index}/documents/{id}", "delete_document", "documents.delete"),
    Route("POST", "/indexes/{index}/search", "search", "search", fields=SEARCH),
    Route("POST", "/indexes/{index}/similar", "similar", "search", fields=SIMILAR),
    Route("POST", "/multi-search", "multi_search", "search", fields={"queries": list}),
    Route("POST", "/swap-indexes", "swap", "indexes.swap", array=True),
    Route("GET", "/tasks", "list_tasks", "tasks.get", _TASK_FILTERS),
    Route("GET", "/tasks/{task}", "get_task", "tasks.get"),
    Route("POST", "/tasks/cancel", "cancel_tasks", "tasks.cancel", _TASK_FILTERS),
    Route("POST", "/keys", "create_key", "keys.create", fields=KEY),
    Route("GET", "/keys", "list_keys", "keys.get", _PAGES),
    Route("GET", "/keys/{key}", "get_key", "keys.get"),
    Route("PATCH", "/keys/{key}", "patch_key", "keys.update", fields={"name": object, "description": object}),
    Route("DELETE", "/keys/{key}", "delete_key", "keys.delete"),
)  # fmt: skip


class Refusal(Exception):
    """The engine says no.

    Args:
        status: of the answer.
        body: None is an empty one.
    """

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body


def refuse(code: str, status: int | None = None, message: str | None = None) -> Refusal:
    """A refusal with this code, with the recorded message where there is one."""
    try:
        recorded_status, body = error(code)
    except LookupError:
        recorded_status = 400
        body = {
            "message": code,
            "code": code,
            "type": "invalid_request",
            "link": f"https://docs.meilisearch.com/errors#{code}",
        }
    body = {**body, "message": message or body["message"]}
    return Refusal(status or recorded_status, body)


def check_fields(body: Mapping[str, Any], fields: Fields, prefix: str = "") -> None:
    """Refuse fields that are unknown or of a wrong type."""
    for name, value in body.items():
        if name not in fields:
            raise refuse(
                "bad_request", message=f"{prefix}Unknown field `{name}`: expected one of …"
            )
        kind = fields[name]
        wrong_number = isinstance(value, bool) and kind is int
        negative = kind is int and isinstance(value, int) and value < 0
        if kind is not object and (not isinstance(value, kind) or wrong_number or negative):
            raise refuse(f"invalid_search_{_snake(name)}", 400)


def _snake(name: str) -> str:
    return re.sub(r"[A-Z]", lambda letter: f"_{letter.group().lower()}", name)
