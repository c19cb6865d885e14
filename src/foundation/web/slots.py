"""Places on a page where areas above show what they know, without being imported from below."""

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from markupsafe import Markup

from foundation.access.actor import Actor
from foundation.web.rendering import WebRequest

T = TypeVar("T")


class Slot(Generic[T]):
    """One place on the page of a record of type T.

    A section decides itself what the actor may see; an empty markup shows nothing.
    """

    def __init__(self) -> None:
        self._sections: list[Callable[[WebRequest, Actor, T], Awaitable[Markup]]] = []

    def add(self, section: Callable[[WebRequest, Actor, T], Awaitable[Markup]]) -> None:
        """Show a further section, in the order of registration; once each."""
        if section not in self._sections:
            self._sections.append(section)

    async def sections(self, request: WebRequest, actor: Actor, record: T) -> list[Markup]:
        """What the registered sections have to show to this actor."""
        shown = [await section(request, actor, record) for section in self._sections]
        return [markup for markup in shown if markup]
