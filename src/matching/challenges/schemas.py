"""What the REST interface takes in and gives out about challenges."""

from datetime import date, datetime
from uuid import UUID

from foundation.web.api import Schema
from matching.challenges.content import ChallengeContent
from matching.challenges.views import ChallengeRow, ChallengeView
from matching.vocabulary.provenance import Provenance


class ChallengeSummary(Schema):
    """A challenge in a list.

    `organisation_name` is that of the bureau when it was published; `organisation_now` what the
    bureau, or the one it has become part of, is called today, null while that is the same.
    """

    id: UUID
    number: str | None
    state: str
    open: bool
    title_ja: str
    title_en: str | None
    category: str | None
    region: str | None
    organisation_id: UUID
    organisation_name: str
    organisation_name_en: str | None
    organisation_now: str | None
    organisation_now_en: str | None
    section_ja: str | None
    section_en: str | None
    published_at: datetime | None
    updated_at: datetime
    closes_on: date | None


class CorrectionOut(Schema):
    """A published edition: what was corrected (訂正), when, and in which fields."""

    edition: int
    published_at: datetime
    note: str | None
    changed_fields: list[str]


class ChallengeOut(Schema):
    """A challenge as its reader may see it.

    `submitted_at`, `returned_reason` and `state_reason` are null for everybody but the owning
    bureau and the secretariat. `acts` names what the reader may do now.
    """

    id: UUID
    version: int
    edition: int
    number: str | None
    state: str
    open: bool
    organisation_id: UUID
    organisation_name: str
    organisation_name_en: str | None
    organisation_now: str | None
    organisation_now_en: str | None
    content: ChallengeContent
    published_at: datetime | None
    corrected_at: datetime | None
    closed_at: datetime | None
    closed_reason: str | None
    corrections: list[CorrectionOut]
    provenance: Provenance | None
    submitted_at: datetime | None
    returned_reason: str | None
    state_reason: str | None
    acts: list[str]


class EditionOut(Schema):
    """What a challenge said in one edition."""

    challenge_id: UUID
    correction: CorrectionOut
    content: ChallengeContent


class ChangedChallenge(Schema):
    """New content of a draft; `version` is the one that was read."""

    version: int
    content: ChallengeContent


class CorrectedChallenge(Schema):
    """Corrected content of a public challenge; `note` is shown to everybody."""

    version: int
    content: ChallengeContent
    note: str


def summary_out(row: ChallengeRow) -> ChallengeSummary:
    """A row of a list as the API gives it out."""
    return ChallengeSummary.of(row, open=row.is_open)


def challenge_out(view: ChallengeView) -> ChallengeOut:
    """One challenge as its reader may see it."""
    return ChallengeOut.of(view, open=view.is_open)
