"""The frozen record of a result: what was decided and everything it rests on; exact numbers as fractions (`61/15`)."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from uuid import UUID

import msgspec

from foundation.audit import FrozenKind
from foundation.audit.joins import EVENTS

FORMAT = 1


class FrozenCriterion(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A criterion as it was scored against."""

    id: UUID
    name_ja: str
    name_en: str | None
    weight: int


class FrozenEntry(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """An entry with its place and its score.

    Attributes:
        place: as decided; None where none was given.
        rank: as computed; None without a score.
        total: exact weighted mean; None without a score.
        means: exact mean by criterion.
        ballots: how many counted.
        feedback: what judges wished to tell the entrant, as released by the secretariat.
    """

    entry_id: UUID
    organisation_id: UUID
    organisation_name: str
    solution_id: UUID
    title_ja: str
    title_en: str | None
    place: int | None
    rank: int | None = None
    total: str | None = None
    means: dict[UUID, str | None] = {}
    ballots: int = 0
    tied: bool = False
    feedback: list[str] = []

    @property
    def exact_total(self) -> Fraction | None:
        """The weighted mean as a number."""
        return None if self.total is None else Fraction(self.total)

    def mean(self, criterion_id: UUID) -> Fraction | None:
        """The mean on a criterion as a number."""
        text = self.means.get(criterion_id)
        return None if text is None else Fraction(text)


class FrozenBallot(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A ballot that was counted, or a recusal."""

    id: UUID
    version: int
    judge_id: UUID
    entry_id: UUID
    state: str
    scores: dict[UUID, int]


class ResultContent(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A decision with what it rests on.

    Attributes:
        rubric_hash: SHA-256 of the rubric that judges scored against.
        entries: in the order of the result.
        ballots: submitted and recused ones; empty where none are known.
        reason: why places differ from the computed order.
        opening_reason: why the order was opened before all ballots were there.
    """

    format: int = FORMAT
    contest_id: UUID
    theme_ja: str
    theme_en: str | None
    rubric_hash: str | None
    criteria: list[FrozenCriterion]
    entries: list[FrozenEntry]
    ballots: list[FrozenBallot]
    judges: int
    comment_ja: str | None
    comment_en: str | None
    reason: str | None
    opening_reason: str | None
    decided_at: datetime
    decided_by: str | None

    @property
    def winners(self) -> list[FrozenEntry]:
        """Entries in first place."""
        return [entry for entry in self.entries if entry.place == 1]

    def mean_of_all(self, criterion_id: UUID) -> Fraction | None:
        """The mean of all scored entries on a criterion."""
        means = [mean for one in self.entries if (mean := one.mean(criterion_id)) is not None]
        return sum(means, Fraction(0)) / len(means) if means else None


FROZEN_RESULTS = FrozenKind(
    table="contest_result",
    record=ResultContent,
    label="result {id}",
    object_kind="contest_result",
    actions=["result.decided", "result.taken_in"],
    earlier=(
        f"SELECT r.id FROM contest_result r JOIN {EVENTS} e ON e.object_kind = 'contest' "
        "AND e.object_id = r.contest AND e.action = 'contest.taken_in' WHERE NOT EXISTS ("
        f"SELECT FROM {EVENTS} o WHERE o.object_kind = 'contest_result' "
        "AND o.object_id = r.id AND o.action IN ('result.decided', 'result.taken_in'))"
    ),
)


def in_order(entries: Sequence[FrozenEntry]) -> list[FrozenEntry]:
    """Placed entries by place, then the others by computed rank, then those without a score."""
    return sorted(
        entries,
        key=lambda one: (
            one.place is None,
            one.place or 0,
            one.rank is None,
            one.rank or 0,
            str(one.entry_id),
        ),
    )
