"""What the policy asks of a challenge's row."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

Row = dict[str, Any]


@dataclass(frozen=True)
class _Standing:
    organisation_id: UUID
    state: str
    submitted_by: UUID | None


def standing(row: Row) -> _Standing:
    """What the policy asks of a challenge's row."""
    return _Standing(row["organisation"], row["state"], row["submitted_by"])
