"""What all demo records share."""

import datetime as dt
from typing import Literal

import msgspec

from foundation.clock import TOKYO

Evidence = Literal["found", "inferred", "own_knowledge"]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all records: unknown keys in a data file are an error, not a silent loss."""


class When(Record, frozen=True, kw_only=True):
    """A moment: either a fixed ``date`` (history) or ``offset_days`` from the day of loading (sample data).

    ``time`` is the local time of day in Tokyo, ``HH:MM``.
    """

    date: dt.date | None = None
    offset_days: int | None = None
    time: str = "10:00"

    def __post_init__(self) -> None:
        if (self.date is None) == (self.offset_days is None):
            raise ValueError("exactly one of date and offset_days is needed")
        dt.time.fromisoformat(self.time)

    def on(self, today: dt.date) -> dt.date:
        """The calendar day, counted from ``today`` (the day of loading)."""
        if self.date is not None:
            return self.date
        return today + dt.timedelta(days=self.offset_days or 0)

    def at(self, today: dt.date) -> dt.datetime:
        """The instant, aware, in Asia/Tokyo."""
        return dt.datetime.combine(self.on(today), dt.time.fromisoformat(self.time), tzinfo=TOKYO)


class Source(Record, frozen=True, kw_only=True):
    """A public document that a historical record rests on."""

    url: str | None = None
    title: str | None = None


class Provenance(Record, frozen=True, kw_only=True):
    """Where a historical record comes from.

    ``date_text`` is the date as the source gives it, which may be less exact than the record's own date.
    ``evidence``: ``found`` (read in the source), ``inferred``, ``own_knowledge`` (to be treated as unverified).
    """

    programme: str
    edition: str
    date_text: str
    evidence: Evidence
    sources: list[Source]
    pair: str | None = None
