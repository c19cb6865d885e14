"""A certified list to look at, and what its PDF says."""

import io
from datetime import UTC, date, datetime

import pypdf

from procurement.certification.states import CertificationState
from tests.factories.certification import certification
from tests.factories.identity import OTHER

LONG_AGO = datetime(2021, 3, 30, 1, tzinfo=UTC)
TODAY = date(2026, 11, 24)


async def some():
    """Three in term, one expired, one suspended, one revoked, one decided only, one draft."""
    return {
        "first": await certification(
            decision_number="R8-見本-001",
            term_end=date(2027, 1, 31),
            solution_changes={"title_ja": "早く終わる機器", "price_public": True},
        ),
        "second": await certification(
            decision_number="R8-見本-002",
            category="disaster",
            solution_changes={"title_ja": "防災の道具", "regions": ["islands"]},
        ),
        "third": await certification(
            OTHER,
            startup_mark="三",
            decision_number="R8-よそ-001",
            solution_changes={"title_ja": "よその局の品", "regions": []},
        ),
        "expired": await certification(decided_at=LONG_AGO, decision_number="R2-見本-001"),
        "suspended": await certification(state=CertificationState.SUSPENDED),
        "revoked": await certification(state=CertificationState.REVOKED),
        "decided": await certification(state=CertificationState.DECIDED),
        "draft": await certification(state=CertificationState.DRAFT),
    }


def pdf_text(content):
    reader = pypdf.PdfReader(io.BytesIO(content))
    return "".join(page.extract_text() for page in reader.pages).replace("\n", "")
