"""REST operations of acts: one POST each, made from the command that does it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar, get_type_hints
from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from foundation.access.actor import Actor
from foundation.acts import AtOnce, WithReason
from foundation.web.api import ApiController, Seen, SeenReason
from foundation.web.rendering import WebRequest

R = TypeVar("R")
_Body: Any = JSONBody


@dataclass(frozen=True)
class Operations(Generic[R]):
    """The operations of one kind of record, below the record's address.

    Attributes:
        key: name of the record's id in addresses, such as `pilot_id`.
        answer: what is answered, of what the command left behind; its annotation is the answer's type.
    """

    key: str
    answer: Callable[[Actor, R], Awaitable[Any]]

    def __call__(
        self, command: AtOnce[Any, R] | WithReason[Any, R], operation_id: str, description: str
    ) -> HTTPRouteHandler:
        """The operation of an act that takes the version seen, and the reason where it says why."""
        if isinstance(command, AtOnce):

            async def at_once(actor: Actor, record_id: UUID, data: Seen) -> R:
                return await command(actor, record_id, data.version)

            return self.own(command.act, Seen, at_once, operation_id, description)

        async def with_reason(actor: Actor, record_id: UUID, data: SeenReason) -> R:
            return await command(actor, record_id, data.reason, data.version)

        return self.own(command.act, SeenReason, with_reason, operation_id, description)

    def own(
        self,
        act: StrEnum,
        body: Any,
        run: Callable[[Actor, UUID, Any], Awaitable[R]],
        operation_id: str,
        description: str,
    ) -> HTTPRouteHandler:
        """The operation of an act with a body of its own.

        Args:
            body: type of the body; it holds the version seen.
            run: does the act.
        """

        async def handler(
            self: ApiController, request: WebRequest, actor: NamedDependency[Actor], data: Any
        ) -> Any:
            return await answer(actor, await run(actor, request.path_params[key], data))

        answer, key = self.answer, self.key
        handler.__doc__ = description
        handler.__annotations__ |= {
            "data": _Body[body],
            "return": get_type_hints(answer)["return"],
        }
        return post(f"/{act.value}", operation_id=operation_id, status_code=200)(handler)
