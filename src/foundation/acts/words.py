"""What is said of acts and states: on buttons, on the page that asks, in the history, on chips."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

from foundation.acts.machine import Machine
from foundation.i18n.catalogue import LazyText

A = TypeVar("A", bound=StrEnum)
Text = LazyText | str
"""In the reader's language: looked up when it is shown, or already."""


@dataclass(frozen=True, kw_only=True)
class ActWords:
    """The words of one act.

    Attributes:
        label: on its button, and the title of the page that asks.
        event: what was done, in the history.
        done: said once it is done; by itself `event`.
        lead: on the page that asks: what comes of it, and who will see what.
        button: on the page that asks; by itself `label`.
        hint: beside the reason: who reads it, an example.
        danger: it takes something from people; the page's button says so.
    """

    label: Text
    event: Text
    done: Text | None = None
    lead: Text | None = None
    button: Text | None = None
    hint: Text | None = None
    danger: bool = False


class StateWords(NamedTuple):
    """A state's chip, as `status_chip(*words)` draws it; None is the shape of the tone itself."""

    tone: str
    label: Text
    shape: str | None = None


def state_choices(states: Mapping[A, StateWords]) -> list[tuple[str, str]]:
    """What a list can be narrowed to, in the order of the states."""
    return [(state.value, str(words.label)) for state, words in states.items()]


def event_words(machine: Machine[A], words: Mapping[A, ActWords]) -> dict[str, Text]:
    """What was done, by its name in the audit trail."""
    return {machine.event(way): words[way.act].event for way in machine.ways}
