"""Certifications, with the opinions heard for them."""

import msgspec

from foundation.access.actor import SYSTEM
from portal.demo.loading.context import Load, provenance_of, told_as
from portal.demo.loading.ids import demo_id, organisation_id
from portal.demo.records import Certification, Change
from procurement.certification import effects
from procurement.certification.content import CertificationContent, Opinion
from procurement.certification.grounds.sources import DIRECT, Source, SourceKind
from procurement.certification.states import CertificationState

_STATES = {
    "certified": CertificationState.PUBLISHED,
    "suspended": CertificationState.SUSPENDED,
    "revoked": CertificationState.REVOKED,
}


async def load_certifications(load: Load) -> None:
    """Certifications; needs solutions and pilots."""
    for certification in load.data.certifications:
        certifier = load.person(certification.bureau, "certifier")
        await effects.take_in(
            SYSTEM,
            certification_id=demo_id("certification", certification.id),
            organisation_id=organisation_id(certification.bureau),
            solution_id=demo_id("solution", certification.solution),
            content=_content(certification, load),
            state=_STATES[certification.state],
            decision_number=certification.decision_number(load.today),
            source=_source(certification, load),
            created_by=certifier,
            decided_at=certification.decided.at(load.today),
            decided_by=certifier,
            published_at=certification.published.at(load.today),
            published_by=certifier,
            term_end=certification.last_day(load.today),
            suspensions=[_change(one, load) for one in [certification.suspended] if one],
            revoked=_change(certification.revoked, load) if certification.revoked else None,
            sample_fields=certification.sample_fields,
            provenance=provenance_of(certification.provenance, certification.sample_fields),
        )


def _source(certification: Certification, load: Load) -> Source:
    if certification.pilot is None:
        return DIRECT
    pilot = load.pilots[certification.pilot]
    return Source(
        kind=SourceKind.PILOT,
        id=demo_id("pilot", pilot.id),
        label=pilot.title_ja,
        outcome=pilot.evaluation.outcome if pilot.evaluation else None,
    )


def _change(change: Change, load: Load) -> effects.PastChange:
    return effects.PastChange(
        at=change.at.at(load.today), reason_ja=change.reason_ja, reason_en=change.reason_en
    )


def _content(certification: Certification, load: Load) -> CertificationContent:
    plan = msgspec.structs.asdict(certification.plan)
    return told_as(
        CertificationContent,
        certification,
        **{f"plan_{name}": text for name, text in plan.items()},
        **{f"{test.kind}_passed": test.passed for test in certification.tests},
        **{f"{test.kind}_reason_ja": test.reason_ja for test in certification.tests},
        **{f"{test.kind}_reason_en": test.reason_en for test in certification.tests},
        opinions=[
            told_as(Opinion, opinion, heard_on=opinion.heard.on(load.today))
            for opinion in certification.opinions
        ],
    )
