"""What an organisation contains: shown before it is merged or closed, and compared when it is."""

from dataclasses import dataclass
from uuid import UUID

from foundation.database import fetch
from foundation.frozen import sign_of
from foundation.identity.organisations.holdings import Holding, all_holdings


@dataclass(frozen=True)
class Line:
    """The records of one kind that an organisation holds; a sign of each (`Holding.signs`)."""

    holding: Holding
    signs: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many."""
        return len(self.signs)


@dataclass(frozen=True, kw_only=True)
class Contents:
    """People and open invitations by their ids, and records by kind, those there are."""

    members: tuple[str, ...]
    invited: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def people(self) -> int:
        """How many roles are held."""
        return len(self.members)

    @property
    def invitations(self) -> int:
        """How many invitations are open."""
        return len(self.invited)

    @property
    def open_lines(self) -> tuple[Line, ...]:
        """Kinds that somebody must go on with."""
        return tuple(line for line in self.lines if line.holding.is_open)

    @property
    def past_lines(self) -> tuple[Line, ...]:
        """Kinds that have come to their end."""
        return tuple(line for line in self.lines if not line.holding.is_open)

    @property
    def counts(self) -> dict[str, int]:
        """All counts by name."""
        records = {line.holding.key: line.count for line in self.lines}
        return {"people": self.people, "invitations": self.invitations, **records}

    @property
    def seen(self) -> str:
        """A short sign of all of it, to tell whether any has changed since it was shown."""
        lines = [(line.holding.key, line.signs) for line in self.lines]
        return sign_of(self.members, self.invited, lines)


async def contents_of(organisation_id: UUID) -> Contents:
    """What an organisation contains now."""
    lines = [Line(holding, await holding.signs(organisation_id)) for holding in all_holdings()]
    return Contents(
        members=await _ids("membership", "active", organisation_id),
        invited=await _ids("invitation", "open", organisation_id),
        lines=tuple(line for line in lines if line.count),
    )


async def _ids(table: str, state: str, organisation_id: UUID) -> tuple[str, ...]:
    rows = await fetch(
        f"SELECT id FROM {table} WHERE organisation = $1 AND state = $2 ORDER BY id",
        organisation_id,
        state,
    )
    return tuple(str(row["id"]) for row in rows)
