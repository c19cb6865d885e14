"""Named reads of certifications and of the certified list."""

from procurement.certification.queries.begun import drafts_begun
from procurement.certification.queries.certified import (
    OUTCOMES,
    CertifiedFilter,
    category_label,
    certified_on,
    certifying_bureaus,
    last_day_with_entries,
    region_label,
)
from procurement.certification.queries.lead_time import days_to_certification
from procurement.certification.queries.listed import (
    certifications_turning,
    document_ids,
    listed_documents,
    visible_listed_ids,
)
from procurement.certification.queries.opinions import opinions_of, proposed_number_for
from procurement.certification.queries.records import (
    certification_for,
    certifications_of_solution,
    check_evidence,
    evidence_text,
    history_of,
    own_certifications,
)

__all__ = [
    "OUTCOMES",
    "CertifiedFilter",
    "category_label",
    "certification_for",
    "certifications_of_solution",
    "certifications_turning",
    "certified_on",
    "certifying_bureaus",
    "check_evidence",
    "days_to_certification",
    "document_ids",
    "drafts_begun",
    "evidence_text",
    "history_of",
    "last_day_with_entries",
    "listed_documents",
    "opinions_of",
    "own_certifications",
    "proposed_number_for",
    "region_label",
    "visible_listed_ids",
]
