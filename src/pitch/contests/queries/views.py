"""Contests as one reader may see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from foundation import clock
from foundation.identity.organisations.shown import Named
from matching.vocabulary.provenance import Provenance
from pitch.contests.rubric import CriterionView
from pitch.contests.states import EDITABLE, Act, ContestState


@dataclass(frozen=True, kw_only=True)
class ContestRow:
    """A contest in a list."""

    id: UUID
    state: str
    theme_ja: str
    theme_en: str | None
    edition_ja: str | None
    edition_en: str | None
    entry_deadline: datetime
    judging_deadline: datetime
    published_at: datetime | None
    entries: int

    @property
    def takes_entries(self) -> bool:
        """Whether an entry sent now would be taken."""
        return self.state == ContestState.OPEN and self.entry_deadline > clock.now()


@dataclass(frozen=True, kw_only=True)
class JudgeView:
    """A judge of a contest."""

    account_id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class ContestView(Named):
    """A contest as one reader may see it.

    Attributes:
        challenge_number, challenge_title_*: empty where the reader may not see the challenge any more.
        criteria: the rubric, in order.
        judges: names are for the secretariat and the judges; empty for all others.
        judge_ids: accounts of the present judges.
        runs: the reader is the secretariat.
        acts: what the reader may do now that changes the state.
        entries: how many entries stand.
        own_entry_id: the reader's startup's standing entry.
    """

    id: UUID
    version: int
    state: str
    challenge_id: UUID
    challenge_number: str | None
    challenge_title_ja: str | None
    challenge_title_en: str | None
    theme_ja: str
    theme_en: str | None
    edition_ja: str | None
    edition_en: str | None
    description_ja: str
    description_en: str | None
    entry_deadline: datetime
    judging_deadline: datetime
    final_at: datetime | None
    rubric_hash: str | None
    sample_note_ja: str | None
    sample_note_en: str | None
    provenance: Provenance | None
    opened_at: datetime | None
    decided_at: datetime | None
    published_at: datetime | None
    state_reason: str | None
    criteria: tuple[CriterionView, ...]
    judges: tuple[JudgeView, ...]
    judge_ids: frozenset[UUID]
    runs: bool
    acts: tuple[Act, ...]
    entries: int
    own_entry_id: UUID | None

    @property
    def takes_entries(self) -> bool:
        """Whether an entry sent now would be taken."""
        return self.state == ContestState.OPEN and self.entry_deadline > clock.now()

    @property
    def is_editable(self) -> bool:
        """Whether the reader may change it."""
        return self.runs and self.state in EDITABLE
