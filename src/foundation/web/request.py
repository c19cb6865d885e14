"""A request whose body is refused as unreadable, however it cannot be read."""

import re
from typing import Any

import msgspec
from litestar import Request
from litestar.exceptions import SerializationException, ValidationException

_AT = re.compile(r" - at `(?:\$\.)?(.+)`$")


class ReadableRequest(Request[Any, Any, Any]):
    """Litestar's, which lets through two ways in which JSON fails, and takes one type for another."""

    async def json(self) -> Any:
        """The body's content, of the very types that its handler takes.

        Raises:
            SerializationException: it is no JSON, no text, or nested without end.
            ValidationException: a value has another type, such as a number written as text.
        """
        try:
            content = await super().json()
        except (RecursionError, UnicodeError) as error:
            raise SerializationException(type(error).__name__) from error
        wanted = self.route_handler.parsed_data_field
        if wanted is not None:
            _require(content, wanted.annotation)
        return content


def _require(content: Any, kind: Any) -> None:
    # Litestar converts leniently: it would take "3" for 3, and "true" for a yes.
    try:
        msgspec.convert(content, kind, strict=True, str_keys=True)
    except msgspec.ValidationError as error:
        message = str(error)
        place = _AT.search(message)
        raise ValidationException(
            extra=[
                {
                    "message": _AT.sub("", message),
                    "key": place[1] if place else "data",
                    "source": "body",
                }
            ]
        ) from error
