"""What readers get to see of a challenge: frozen values, without tables behind them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from foundation import clock
from foundation.identity.organisations.shown import Named
from matching.challenges.content import ChallengeContent
from matching.challenges.states import PUBLIC, Act, ChallengeState
from matching.vocabulary.provenance import Provenance


def is_open(state: str, closes_on: date | None) -> bool:
    """Whether solutions are looked for today: published, and its last day has not passed."""
    return state == ChallengeState.PUBLISHED and (closes_on is None or closes_on >= clock.today())


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One published edition of a challenge.

    Attributes:
        edition: 1 is the first publication.
        published_at: when it took the place of the one before.
        changed_fields: names of content fields that differ from the edition before.
        note: what was corrected (訂正); None for the first edition.
        by: name of the person; None for readers outside.
    """

    edition: int
    published_at: datetime
    changed_fields: tuple[str, ...]
    note: str | None
    by: str | None = None


@dataclass(frozen=True, kw_only=True)
class ChallengeRow(Named):
    """A challenge in a list."""

    id: UUID
    number: str | None
    state: str
    title_ja: str
    title_en: str | None
    category: str | None
    region: str | None
    section_ja: str | None
    section_en: str | None
    organisation_id: UUID
    published_at: datetime | None
    submitted_at: datetime | None
    updated_at: datetime
    closes_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether solutions are looked for today."""
        return is_open(self.state, self.closes_on)


@dataclass(frozen=True, kw_only=True)
class ChallengeView(Named):
    """A challenge as one reader may see it.

    Attributes:
        content: what it says now.
        insider: the reader is of the owning bureau or the secretariat; fields from
            `submitted_at` on are empty for all others.
        owner: the reader writes challenges for the owning bureau.
        acts: what the reader may do now that changes its state.
        corrections: editions after the first, newest first.
    """

    id: UUID
    version: int
    edition: int
    number: str | None
    state: str
    organisation_id: UUID
    content: ChallengeContent
    published_at: datetime | None
    corrected_at: datetime | None
    closed_at: datetime | None
    corrections: tuple[Correction, ...]
    provenance: Provenance | None
    closed_reason: str | None
    insider: bool
    owner: bool
    acts: tuple[Act, ...]
    submitted_at: datetime | None = None
    submitted_by: UUID | None = None
    submitter_name: str | None = None
    returned_at: datetime | None = None
    returned_reason: str | None = None
    withdrawn_at: datetime | None = None
    state_reason: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether solutions are looked for today."""
        return is_open(self.state, self.content.closes_on)

    @property
    def is_public(self) -> bool:
        """Whether everybody sees it."""
        return self.state in PUBLIC

    @property
    def title_ja(self) -> str:
        """Shorthand for the most asked-for field."""
        return self.content.title_ja

    @property
    def title_en(self) -> str | None:
        """Shorthand, as `title_ja`."""
        return self.content.title_en


class EditionView(Correction, frozen=True, kw_only=True):
    """What a challenge said in one of its editions."""

    challenge_id: UUID
    number: str | None
    last_edition: int
    content: ChallengeContent


@dataclass(frozen=True, kw_only=True)
class ChallengeText:
    """What matching reads of a challenge; the assumed solution is left out on purpose."""

    id: UUID
    title: str
    problem: str
    process: str

    @property
    def body(self) -> str:
        """The problem, then today's process."""
        return "\n".join(part for part in (self.problem, self.process) if part)


@dataclass(frozen=True, kw_only=True)
class ChallengeValues(Named):
    """What one challenge asks, whatever its state, for the matcher and other areas' own checks."""

    id: UUID
    organisation_id: UUID
    state: str
    content: ChallengeContent

    @property
    def is_public(self) -> bool:
        """Whether everybody sees it."""
        return self.state in PUBLIC


@dataclass(frozen=True, kw_only=True)
class PublicChallenge(Named):
    """What the index holds of a public challenge.

    Attributes:
        words: English texts and number, to be found beside the Japanese.
    """

    id: UUID
    organisation_id: UUID
    state: str
    title_ja: str
    title_en: str | None
    problem_ja: str | None
    process_ja: str | None
    category: str | None
    site_type: str | None
    region: str | None
    published_at: datetime
    closes_on: date | None
    words: str
