"""What an organisation contains: shown before it is merged or closed, and compared when it is."""

from dataclasses import dataclass
from uuid import UUID

from foundation.database import fetch_one
from foundation.identity.holdings import Holding, all_holdings


@dataclass(frozen=True)
class Line:
    """How many records of one kind an organisation holds."""

    holding: Holding
    count: int


@dataclass(frozen=True, kw_only=True)
class Contents:
    """People, open invitations, and records by kind, those there are."""

    people: int
    invitations: int
    lines: tuple[Line, ...]

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
        """The counts as one text, to tell whether they have changed since they were shown."""
        return ",".join(f"{name}:{count}" for name, count in self.counts.items())


async def contents_of(organisation_id: UUID) -> Contents:
    """What an organisation contains now."""
    row = await fetch_one(
        "SELECT (SELECT count(*) FROM membership WHERE organisation = $1 AND state = 'active') "
        "AS people, (SELECT count(*) FROM invitation WHERE organisation = $1 AND state = 'open') "
        "AS invitations",
        organisation_id,
    )
    assert row is not None
    lines = [Line(holding, await holding.count(organisation_id)) for holding in all_holdings()]
    return Contents(
        people=row["people"],
        invitations=row["invitations"],
        lines=tuple(line for line in lines if line.count),
    )
