"""What the policy asks of a pilot's row."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

Row = dict[str, Any]


@dataclass(frozen=True)
class _Standing:
    """What the policy asks of a row."""

    organisation_id: UUID
    startup_id: UUID
    state: str
    is_published: bool


def standing(row: Row) -> _Standing:
    """What the policy asks of a pilot's row."""
    return _Standing(
        row["organisation"], row["startup"], row["state"], row["published_at"] is not None
    )
