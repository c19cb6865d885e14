"""What the REST interface takes in and gives out of certifications."""

from datetime import date, datetime
from uuid import UUID

from foundation.web.api import (
    Schema,
)
from matching.vocabulary.provenance import Provenance
from procurement.certification.content import CertificationContent


class SuspensionOut(Schema):
    """A suspension (停止); both days are included, `last_day` is null while no end is set."""

    first_day: date
    last_day: date | None
    reason_ja: str
    reason_en: str | None
    ended: bool
    end_reason: str | None


class CertificationOut(Schema):
    """A certification as its reader may see it.

    `content` holds the method and funds of the plan, the tests' reasons and the opinions only for
    certifiers and purchasers (the whole plan also for the firm), the price only for them or where
    the firm lets everybody read it. `acts` names what the reader may do now.
    `seen` goes back with the decision on a draft: the sign of solution, firm and pilot as they are.
    """

    id: UUID
    version: int
    state: str
    standing: str
    organisation_id: UUID
    organisation_name: str
    organisation_name_en: str | None
    organisation_now: str | None
    organisation_now_en: str | None
    solution_id: UUID
    startup_id: UUID
    source_kind: str
    source_id: UUID | None
    pilot_outcome: str | None
    title_ja: str
    title_en: str | None
    summary_ja: str
    summary_en: str | None
    regions: list[str]
    firm_name: str
    firm_name_en: str | None
    corporate_number: str | None
    firm_address: str | None
    content: CertificationContent
    decision_number: str | None
    decided_at: datetime | None
    published_at: datetime | None
    term_start: date | None
    term_end: date | None
    required_opinions: int | None
    opinions_heard: int | None
    legal_basis: str | None
    evidence_sha256: str | None
    suspensions: list[SuspensionOut]
    revoked_on: date | None
    revoked_reason_ja: str | None
    revoked_reason_en: str | None
    sample: bool
    sample_fields: list[str]
    provenance: Provenance | None
    acts: list[str]
    seen: str | None


class NewCertification(Schema):
    """What to certify: a public solution, or a completed pilot of the bureau; content may follow."""

    solution_id: UUID | None = None
    pilot_id: UUID | None = None
    content: CertificationContent | None = None


class ChangedCertification(Schema):
    """New content of a draft; `version` is the one that was read."""

    version: int
    content: CertificationContent


class Decision(Schema):
    """A decision; what is left out is proposed by the bureau's numbers and the law's rule.

    `seen` is that of the certification as it was read: what it rests on must still be the same.
    """

    version: int
    seen: str
    decision_number: str | None = None
    term_start: date | None = None
    term_end: date | None = None


class Suspension(Schema):
    """A suspension with its reason; `until` is its last day, null until it is resumed."""

    reason: str
    version: int
    until: date | None = None
