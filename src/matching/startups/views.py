"""What readers get to see of a startup: frozen values, without tables behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from matching.startups.company.profile import StartupProfile
from matching.startups.states import Act, StartupState


@dataclass(frozen=True, kw_only=True)
class StartupRow:
    """A startup in a list; `solutions` counts its published ones."""

    id: UUID
    state: str
    corporate_number: str
    name_ja: str
    name_kana: str
    name_en: str | None
    summary_ja: str | None
    summary_en: str | None
    sample: bool
    submitted_at: datetime
    updated_at: datetime
    solutions: int = 0


@dataclass(frozen=True, kw_only=True)
class StartupView:
    """A startup as one reader may see it.

    Attributes:
        profile: what it says; `contact_email` is None for everybody but insiders.
        insider: the reader is of the startup or the secretariat; fields from `submitted_at` on are
            empty for all others.
        owner: the reader acts for the startup.
        acts: what the reader may do now that changes its state.
    """

    id: UUID
    version: int
    state: str
    profile: StartupProfile
    sample: bool
    sample_fields: Sequence[str]
    confirmed_at: datetime | None
    insider: bool
    owner: bool
    acts: tuple[Act, ...]
    submitted_at: datetime | None = None
    submitter_name: str | None = None
    updated_at: datetime | None = None
    state_reason: str | None = None
    name_confirmed: str | None = None
    number_confirmed: str | None = None

    @property
    def name_ja(self) -> str:
        """Shorthand for the most asked-for field."""
        return self.profile.name_ja

    @property
    def name_en(self) -> str | None:
        """Shorthand, as `name_ja`."""
        return self.profile.name_en

    @property
    def confirmed(self) -> bool:
        """Whether everybody sees it, and its solutions can be published."""
        return self.state == StartupState.CONFIRMED


@dataclass(frozen=True, kw_only=True)
class PublicStartup:
    """What the index holds of a confirmed startup.

    Attributes:
        words: reading, English texts and corporate number, to be found beside the Japanese.
    """

    id: UUID
    name_ja: str
    name_en: str | None
    summary_ja: str | None
    confirmed_at: datetime
    words: str


@dataclass(frozen=True, kw_only=True)
class StartupFacts:
    """Plain values of a startup that other areas put into their records; None is unknown."""

    id: UUID
    state: str
    corporate_number: str | None
    name_ja: str
    name_kana: str
    name_en: str | None
    address_ja: str | None
    address_en: str | None
    founded_on: date | None
    website: str | None
    sample: bool
