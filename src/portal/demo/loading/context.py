"""What every part of the load asks: the data, the day it is counted from, and who did what."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from matching.vocabulary.provenance import Provenance
from portal.demo import records
from portal.demo.loading.ids import account_id, organisation_id
from portal.demo.records import DemoData

T = TypeVar("T", bound=msgspec.Struct)


@dataclass(frozen=True)
class Load:
    """One load.

    Attributes:
        data: all records.
        today: the day of loading, from which the dates of sample records are counted.
    """

    data: DemoData
    today: date

    @cached_property
    def solutions(self) -> dict[str, records.Solution]:
        """Solutions by key."""
        return {solution.id: solution for solution in self.data.solutions}

    @cached_property
    def pilots(self) -> dict[str, records.Pilot]:
        """Pilots by key."""
        return {pilot.id: pilot for pilot in self.data.pilots}

    @cached_property
    def _people(self) -> dict[tuple[str | None, str], UUID]:
        people: dict[tuple[str | None, str], UUID] = {}
        for account in self.data.accounts:
            for membership in account.memberships:
                key = (membership.organisation, membership.role)
                people.setdefault(key, account_id(account.id))
        return people

    def startup_of(self, solution: str) -> UUID:
        """The organisation that offers a solution."""
        return organisation_id(self.solutions[solution].startup)

    def person(self, organisation: str, role: str) -> UUID | None:
        """Who acts for an organisation in a role; None for bodies of the past, which have nobody."""
        return self._people.get((organisation, role))

    def office_name(self) -> str:
        """Name of the person of the secretariat who decides results."""
        offices = {office.id for office in self.data.offices}
        return next(
            account.name
            for account in self.data.accounts
            if any(one.organisation in offices for one in account.memberships)
        )


def provenance_of(
    provenance: records.Provenance | None, sample_fields: list[str]
) -> Provenance | None:
    """Where a record of history comes from, with what of it is made up; None for sample records."""
    if provenance is None:
        return None
    return told_as(Provenance, provenance, sample_fields=sample_fields)


def told_as(shape: type[T], record: object, **otherwise: Any) -> T:
    """What a record tells under the names that an area has for it.

    Args:
        shape: the area's content.
        otherwise: what the record tells under another name or in another way.

    Raises:
        msgspec.ValidationError: the record does not tell what the area must know.
    """
    names = [name for name in shape.__struct_fields__ if hasattr(record, name)]
    values = {name: getattr(record, name) for name in names}
    return msgspec.convert({**values, **otherwise}, shape, from_attributes=True)
