"""An entry as one reader may see it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from foundation.identity.organisations.shown import Called
from matching.solutions.content import SolutionContent
from matching.solutions.views import SolutionSnapshot


@dataclass(frozen=True, kw_only=True)
class EntryView(Called):
    """An entry as its startup, the secretariat and the judges see it.

    Attributes:
        snapshot: the solution as it was when entered.
        own: the reader's startup made it.
        may_withdraw: the reader may take it back now.
    """

    id: UUID
    contest_id: UUID
    contest_state: str
    theme_ja: str
    theme_en: str | None
    challenge_id: UUID
    organisation_id: UUID
    solution_id: UUID
    snapshot: SolutionSnapshot
    message_ja: str
    message_en: str | None
    state: str
    submitted_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str | None
    own: bool
    may_withdraw: bool

    @property
    def solution(self) -> SolutionContent:
        """What the solution said when it was entered."""
        return self.snapshot.content

    @property
    def title_ja(self) -> str:
        """The solution's title when it was entered."""
        return self.solution.title_ja

    @property
    def title_en(self) -> str | None:
        """Its English title, if it had one."""
        return self.solution.title_en
