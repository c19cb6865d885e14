"""A request whose body is refused as unreadable, however it cannot be read."""

from typing import Any

from litestar import Request
from litestar.exceptions import SerializationException


class ReadableRequest(Request[Any, Any, Any]):
    """Litestar's, which lets through two ways in which JSON fails."""

    async def json(self) -> Any:
        """The body's content.

        Raises:
            SerializationException: it is no JSON, no text, or nested without end.
        """
        try:
            return await super().json()
        except (RecursionError, UnicodeError) as error:
            raise SerializationException(type(error).__name__) from error
