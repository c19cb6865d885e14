"""The states of a kind of record, and the ways from one to another, as plain data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any, Generic, TypeVar

Row = dict[str, Any]
A = TypeVar("A", bound=StrEnum)
STATE_REASON = "state_reason"
"""The column in which the reason of the last act stands."""


class Reason(Enum):
    """Whether an act asks why."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


class Inconsistent(ValueError):
    """A machine that contradicts itself, found when its module is read."""


@dataclass(frozen=True)
class Way(Generic[A]):
    """One way from a state to another.

    Attributes:
        act: what it is called; also the last part of its address.
        source: the state it begins in.
        target: the state it leads to, which may be the same.
        reason: whether it asks why.
        when: what else must hold of the locked row; None where nothing must.
        reason_column: where the reason is kept with the record; None where it is not.
        event: its name in the audit trail; by itself the kind of record and the act.
        by: permissions of whom it is for, where that differs by way; the area's policy reads them.
    """

    act: A
    source: str
    target: str
    reason: Reason = Reason.NONE
    when: Callable[[Row], bool] | None = None
    reason_column: str | None = STATE_REASON
    event: str = ""
    by: tuple[StrEnum, ...] = ()


@dataclass(frozen=True)
class Machine(Generic[A]):
    """All ways of one kind of record.

    Attributes:
        kind: word for the kind of record in the audit trail, such as `pilot`.
        states: all of its states.
        begins: states in which a record begins, or to which something else than an act leads.
        ways: in the order in which they are offered.
        unwritten: what stands for a record that is not written yet; the first act from it makes one.
        wrong: why an act does not fit where the record stands, in the reader's language; `state` of
            the row is the one that this reader may know.

    Raises:
        Inconsistent: two ways would answer to one act, or a state or an act leads nowhere.
    """

    kind: str
    states: type[StrEnum]
    begins: tuple[str, ...]
    ways: tuple[Way[A], ...]
    wrong: Callable[[Row], str]
    unwritten: str = ""

    def __post_init__(self) -> None:
        known = set[str](self.states)
        for way in self.ways:
            if way.source not in known | {self.unwritten} or way.target not in known:
                raise Inconsistent(f"{self.kind}: {way.act} leads from or to an unknown state")
        self._require_distinct()
        unreached = known - self._reached()
        if unreached:
            raise Inconsistent(f"{self.kind}: nothing leads to {', '.join(sorted(unreached))}")
        acts = {way.act for way in self.ways}
        idle = {act for way in self.ways for act in type(way.act)} - acts
        if idle:
            raise Inconsistent(f"{self.kind}: no way for {', '.join(sorted(idle))}")

    def _require_distinct(self) -> None:
        for position, way in enumerate(self.ways):
            for other in self.ways[:position]:
                same = (way.act, way.source) == (other.act, other.source)
                if same and (None in (way.when, other.when) or way.when == other.when):
                    raise Inconsistent(f"{self.kind}: two ways for {way.act} from {way.source}")

    def _reached(self) -> set[str]:
        reached = {*self.begins, self.unwritten}
        for _step in self.ways:
            reached |= {way.target for way in self.ways if way.source in reached}
        return reached

    def ways_from(self, row: Mapping[str, Any]) -> tuple[Way[A], ...]:
        """The ways on from where a record stands."""
        stands = dict(row)
        return tuple(
            way
            for way in self.ways
            if way.source == stands["state"] and (way.when is None or way.when(stands))
        )

    def acts_from(self, row: Mapping[str, Any]) -> tuple[A, ...]:
        """What can be done with a record as it stands."""
        return tuple(way.act for way in self.ways_from(row))

    def way(self, row: Mapping[str, Any], act: A) -> Way[A] | None:
        """The way by which an act leads on; None where there is none."""
        return next((way for way in self.ways_from(row) if way.act == act), None)

    def ways_of(self, act: A) -> tuple[Way[A], ...]:
        """The ways by which an act leads on from any state."""
        return tuple(way for way in self.ways if way.act == act)

    def event(self, way: Way[A]) -> str:
        """The name of a way in the audit trail."""
        return way.event or f"{self.kind}.{way.act.value.replace('-', '_')}"
