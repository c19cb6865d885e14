"""What all REST controllers share: strict schemas, cursor pages, repeatable creation."""

import base64
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
from litestar import Controller
from litestar.openapi import ResponseSpec

from foundation.access.actor import Actor
from foundation.errors import Invalid
from foundation.i18n import gettext as _
from foundation.ids import keyed_id, new_id
from foundation.web.rendering import WebRequest

T = TypeVar("T")
IDEMPOTENCY_HEADER = "Idempotency-Key"
LONGEST_PAGE = 100
LONG_FORM = 1_000_000
"""Bytes of the forms with many long texts; a kanji takes nine. Handlers of such forms ask for it."""
ORDINARY_FORM = 100_000
"""Bytes of all others."""


NO_TOKEN: list[dict[str, list[str]]] = [{}]
"""`security` of what needs no token; with one it may say more."""
JSON_FILE = {
    200: ResponseSpec(dict[str, Any], generate_examples=False, description="The file, as JSON.")
}
"""`responses` of what answers with JSON that was written before."""


class Schema(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Base of everything the API takes in and gives out; unknown fields are refused."""


class Seen(Schema):
    """The version that was read before the act."""

    version: int


class SeenReason(Seen):
    """An act with its reason, and the version that was read before it."""

    reason: str = ""
    """Empty where the act needs none; the others refuse it by name."""


class CursorPage(Schema, Generic[T]):
    """One page of a list; `next_cursor` is null on the last one."""

    items: list[T]
    next_cursor: str | None = None


class ApiController(Controller):
    """Base of REST controllers: bearer tokens only, in the OpenAPI document."""

    include_in_schema = True
    request_max_body_size = 1_000_000
    security = [{"bearer": []}]


class PageController(Controller):
    """Base of HTML controllers: sessions and forms, not in the OpenAPI document."""

    include_in_schema = False


def creation_id(request: WebRequest, actor: Actor) -> UUID:
    """The id of the record a POST makes: the same for the same account, route and `Idempotency-Key`.

    No client can choose it: the server makes it with its own key.
    """
    key = request.headers.get(IDEMPOTENCY_HEADER)
    if not key:
        return new_id()
    return keyed_id(str(actor.account()), request.url.path, key)


def encode_cursor(*values: Any) -> str:
    """An opaque cursor from the sort values of the last row of a page."""
    return base64.urlsafe_b64encode(msgspec.json.encode([str(value) for value in values])).decode()


def page_number(cursor: str | None) -> int:
    """The number of the page that the cursor of a numbered list asks for.

    Raises:
        Invalid: it is not one of ours.
    """
    (number,) = decode_cursor(cursor, int) or (1,)
    return int(number)


def decode_cursor(cursor: str | None, *kinds: Any) -> tuple[Any, ...] | None:
    """The values of a cursor this API gave out; None where the list is read from its beginning.

    Args:
        cursor: as the client sent it.
        kinds: the type of each value.

    Raises:
        Invalid: it is not one of ours.
    """
    if not cursor:
        return None
    try:
        values = msgspec.json.decode(base64.urlsafe_b64decode(cursor), type=list[str])
        found: tuple[Any, ...] = msgspec.convert(values, tuple[kinds], strict=False)  # type: ignore[valid-type]
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise Invalid(
            {"cursor": _("この cursor は使えません。最初から読み直してください。")}
        ) from error
    return found


def cursor_page(rows: list[Any], limit: int, items: list[T], *sort_values: str) -> CursorPage[T]:
    """A page from `limit + 1` fetched rows.

    Args:
        rows: rows as fetched, one more than the page holds if there are more.
        limit: rows a page.
        items: schemas of at least the first `limit` rows.
        sort_values: names of the columns the list is sorted by.
    """
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    return CursorPage(
        items=items[:limit],
        next_cursor=encode_cursor(*(last[name] for name in sort_values)) if last else None,
    )
