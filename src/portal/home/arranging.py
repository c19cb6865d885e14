"""How a home page lists what there is to do: nothing that waits for the reader is left out in silence."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from foundation import clock
from foundation.todo import More, Task, Urgency
from matching.matcher.queries import OwnFit

SHOWN = 8
"""Rows in all, before things that are only worth a look are counted instead of shown."""
LOOKS_SHOWN = 3
"""Things worth a look that are shown however much waits."""


@dataclass(frozen=True, kw_only=True)
class Home:
    """A person's home page.

    Attributes:
        tasks: most urgent first.
        more: what is not among them.
        links: (label, local address) of what this role uses most.
        fits: open challenges that one's own solutions fit; for startups.
        notice: what the person must know first; empty for most.
    """

    tasks: Sequence[Task]
    more: Sequence[More] = field(default_factory=tuple)
    links: Sequence[tuple[str, str]] = field(default_factory=tuple)
    fits: Sequence[OwnFit] = field(default_factory=tuple)
    notice: str = ""


def arranged(home: Home) -> Home:
    """The most urgent first; of what is only worth a look, the rest counted."""
    tasks = sorted(home.tasks, key=_place)
    waiting = sum(task.urgency is not Urgency.LOOK for task in tasks)
    shown = max(SHOWN, waiting + LOOKS_SHOWN)
    return replace(home, tasks=tasks[:shown], more=[*home.more, *_counted(tasks[shown:])])


def _place(task: Task) -> tuple[Urgency, datetime]:
    due = _as_instant(task.due) or datetime.max.replace(tzinfo=clock.TOKYO)
    overdue = task.urgency is Urgency.WAITING and due < clock.now()
    return (Urgency.RETURNED if overdue else task.urgency, due)


def _as_instant(due: date | datetime | None) -> datetime | None:
    if due is None or isinstance(due, datetime):
        return due
    return clock.at_tokyo(due, 23, 59)


def _counted(rest: Sequence[Task]) -> list[More]:
    kinds = dict.fromkeys((task.title, task.among) for task in rest)
    return [
        More(
            title=title,
            count=sum((task.title, task.among) == (title, among) for task in rest),
            href=among,
        )
        for title, among in kinds
    ]
