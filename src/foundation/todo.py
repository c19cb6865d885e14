"""What there is to do, as areas tell it of themselves and a home page lists it.

An area gives `Area.tasks` (its `overview.py`): what waits there for a person, by its own queries and by what the
person may do, whatever their role is called. What else an area tells of itself, such as figures, belongs beside it.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any

from foundation.access.actor import Actor
from foundation.i18n.catalogue import LazyText


class Urgency(IntEnum):
    """How a thing stands in the list: what came back, what waits for the reader, what may be looked at."""

    RETURNED = 0
    WAITING = 1
    LOOK = 2


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do: what, about what, until when, and the one button.

    Attributes:
        urgency: what waits and is overdue stands with what came back.
        among: the page that lists all of its kind; needed of things worth a look.
    """

    title: str
    detail: str
    href: str
    button: str
    due: date | datetime | None = None
    urgency: Urgency = Urgency.WAITING
    among: str = ""


@dataclass(frozen=True, kw_only=True)
class More:
    """Things that are not in the list: what, how many, and the page that has them."""

    title: str
    count: int
    href: str


@dataclass(frozen=True, kw_only=True)
class TaskKind:
    """What tasks of one kind have in common; the attributes are theirs."""

    title: LazyText
    button: LazyText
    urgency: Urgency = Urgency.WAITING
    among: str = ""

    def task(
        self,
        detail: str,
        href: str,
        due: date | datetime | None = None,
        urgency: Urgency | None = None,
    ) -> Task:
        """One of them."""
        return Task(
            title=str(self.title),
            detail=detail,
            href=href,
            button=str(self.button),
            due=due,
            urgency=self.urgency if urgency is None else urgency,
            among=self.among,
        )

    def beyond(self, shown: Sequence[Any], total: int) -> list[More]:
        """How many wait beyond those that are shown."""
        left = total - len(shown)
        return [More(title=str(self.title), count=left, href=self.among)] if left else []


ToDo = Sequence[Task | More]
Tasks = Callable[[Actor, int], Awaitable[ToDo]]
"""What waits for a person in an area; takes how many rows of one kind are listed at most."""
