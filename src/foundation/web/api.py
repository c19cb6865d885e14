"""What all REST controllers share: strict schemas, cursor pages, repeatable creation."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, Protocol, Self, TypeVar
from uuid import UUID

import msgspec
from litestar import Controller
from litestar.openapi import ResponseSpec
from litestar.params import QueryParameter

from foundation.access.actor import Actor
from foundation.database.lists import LONGEST_PAGE, decode_cursor
from foundation.ids import keyed_id, new_id
from foundation.web.rendering import WebRequest

__all__ = [
    "IDEMPOTENCY_HEADER",
    "JSON_FILE",
    "LONGEST_PAGE",
    "LONG_FORM",
    "NO_TOKEN",
    "ORDINARY_FORM",
    "ApiController",
    "CursorPage",
    "Limit",
    "PageController",
    "Schema",
    "Seen",
    "SeenReason",
    "StateQuery",
    "creation_id",
    "given_out",
    "page_number",
]
Limit = Annotated[int, QueryParameter(ge=1, le=LONGEST_PAGE, description="Rows a page.")]
StateQuery = Annotated[str, QueryParameter(name="state")]
"""The state that a list is asked for: Litestar keeps the name `state` for its own."""

T = TypeVar("T")
R = TypeVar("R", covariant=True)
IDEMPOTENCY_HEADER = "Idempotency-Key"
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

    @classmethod
    def of(cls, view: object, **other: Any) -> Self:
        """This schema with the values that a view has under the same names, nested ones too.

        Args:
            view: any object with these attributes; what else it has stays inside.
            other: values that it has not, or has for other readers.

        Raises:
            msgspec.ValidationError: a field has no value, or one of another type.
        """
        if not other:
            return msgspec.convert(view, cls, from_attributes=True)
        names = (name for name in cls.__struct_fields__ if name not in other)
        plain = {name: getattr(view, name) for name in names}
        return msgspec.convert({**plain, **other}, cls, from_attributes=True)


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


class _Rows(Protocol[R]):
    """Rows of a list with what is sent to be given the next: `PageOf` and `Feed`."""

    @property
    def items(self) -> Sequence[R]: ...
    @property
    def next_cursor(self) -> str | None: ...


def given_out(found: _Rows[R], made: Callable[[R], T]) -> CursorPage[T]:
    """A list as the API gives it out, each row made into its schema."""
    return CursorPage(items=[made(row) for row in found.items], next_cursor=found.next_cursor)


def page_number(cursor: str | None) -> int:
    """The number of the page that the cursor of a numbered list asks for.

    Raises:
        Invalid: it is not one of ours.
    """
    (number,) = decode_cursor(cursor, int) or (1,)
    return int(number)
