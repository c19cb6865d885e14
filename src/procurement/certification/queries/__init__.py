"""Named reads of certifications."""

from procurement.certification.queries.begun import drafts_begun
from procurement.certification.queries.in_force import (
    Bureau,
    CertifiedFilter,
    certifying_bureaus,
    in_force,
    in_force_on,
    last_day_with_entries,
)
from procurement.certification.queries.lead_time import days_to_certification
from procurement.certification.queries.listed import (
    ListedCertification,
    certifications_turning,
    document_ids,
    listed_documents,
    visible_listed_ids,
)
from procurement.certification.queries.opinions import opinions_of, proposed_number_for
from procurement.certification.queries.records import (
    certification_for,
    certifications_of_solution,
    evidence_text,
    history_of,
    own_certifications,
)

__all__ = [
    "Bureau",
    "CertifiedFilter",
    "ListedCertification",
    "certification_for",
    "certifications_of_solution",
    "certifications_turning",
    "certifying_bureaus",
    "days_to_certification",
    "document_ids",
    "drafts_begun",
    "evidence_text",
    "history_of",
    "in_force",
    "in_force_on",
    "last_day_with_entries",
    "listed_documents",
    "opinions_of",
    "own_certifications",
    "proposed_number_for",
    "visible_listed_ids",
]
