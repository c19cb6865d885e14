"""One act under way: what it may write with the state, and what may follow."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from foundation.access.actor import Actor
from foundation.acts.machine import Row, Way

A = TypeVar("A", bound=StrEnum)


@dataclass(frozen=True)
class Step(Generic[A]):
    """One act under way.

    Attributes:
        way: the way it takes.
        row: the record as it was locked.
        reason: as it is stored; None where none was given or asked for.
        at: now, the same for all that is written.
        said: what else the act says; the trail tells it, too.
    """

    actor: Actor
    act: A
    way: Way[A]
    row: Row
    reason: str | None
    at: datetime
    said: Row


Columns = Callable[[Step[A]], Awaitable[Row]]
"""Checks the locked row, and gives what is written with the state."""
Follow = Callable[[Step[A], Row], Awaitable[None]]
"""What comes of it in the same transaction, given the changed row."""


def sign(name: str) -> Columns[Any]:
    """Writes `<name>_at` and `<name>_by`: when it was done, and by whom."""

    async def columns(step: Step[Any]) -> Row:
        return {f"{name}_at": step.at, f"{name}_by": step.actor.account_id}

    return columns


def stamp(*names: str) -> Columns[Any]:
    """Writes when it was done into these columns."""

    async def columns(step: Step[Any]) -> Row:
        return dict.fromkeys(names, step.at)

    return columns


def clear(*names: str) -> Columns[Any]:
    """Empties these columns."""

    async def columns(_step: Step[Any]) -> Row:
        return dict.fromkeys(names)

    return columns


def then(*effects: Callable[[Row], Awaitable[None]]) -> Follow[Any]:
    """What follows where that asks for no more than the changed row."""

    async def follow(_step: Step[Any], row: Row) -> None:
        for effect in effects:
            await effect(row)

    return follow
