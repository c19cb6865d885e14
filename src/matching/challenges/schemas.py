"""What the REST interface takes in and gives out about challenges."""

from datetime import date, datetime
from uuid import UUID

from foundation.web.api import Schema
from matching.challenges.content import ChallengeContent
from matching.challenges.views import ChallengeRow, ChallengeView, Correction, EditionView
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
    return ChallengeSummary(
        id=row.id,
        number=row.number,
        state=row.state,
        open=row.is_open,
        title_ja=row.title_ja,
        title_en=row.title_en,
        category=row.category,
        region=row.region,
        organisation_id=row.organisation_id,
        organisation_name=row.organisation_name,
        organisation_name_en=row.organisation_name_en,
        organisation_now=row.organisation_now,
        organisation_now_en=row.organisation_now_en,
        section_ja=row.section_ja,
        section_en=row.section_en,
        published_at=row.published_at,
        updated_at=row.updated_at,
        closes_on=row.closes_on,
    )


def correction_out(one: Correction) -> CorrectionOut:
    """One edition's correction."""
    return CorrectionOut(
        edition=one.edition,
        published_at=one.published_at,
        note=one.note,
        changed_fields=list(one.changed_fields),
    )


def edition_out(found: EditionView) -> EditionOut:
    """What a challenge said in one edition."""
    return EditionOut(
        challenge_id=found.challenge_id,
        correction=correction_out(found.correction),
        content=found.content,
    )


def challenge_out(view: ChallengeView) -> ChallengeOut:
    """One challenge as its reader may see it."""
    return ChallengeOut(
        id=view.id,
        version=view.version,
        edition=view.edition,
        number=view.number,
        state=view.state,
        open=view.is_open,
        organisation_id=view.organisation_id,
        organisation_name=view.organisation_name,
        organisation_name_en=view.organisation_name_en,
        organisation_now=view.organisation_now,
        organisation_now_en=view.organisation_now_en,
        content=view.content,
        published_at=view.published_at,
        corrected_at=view.corrected_at,
        closed_at=view.closed_at,
        closed_reason=view.closed_reason,
        corrections=[correction_out(one) for one in view.corrections],
        provenance=view.provenance,
        submitted_at=view.submitted_at,
        returned_reason=view.returned_reason,
        state_reason=view.state_reason,
        acts=[act.value for act in view.acts],
    )
