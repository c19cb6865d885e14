"""Certifications, with the opinions heard for them."""

from foundation.access.actor import SYSTEM
from portal.demo.loading.context import Load, provenance_of
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
    plan = certification.plan
    novelty, benefit, feasibility = certification.tests
    return CertificationContent(
        plan_goal_ja=plan.goal_ja,
        plan_goal_en=plan.goal_en,
        plan_content_ja=plan.content_ja,
        plan_content_en=plan.content_en,
        plan_period_ja=plan.period_ja,
        plan_period_en=plan.period_en,
        plan_method_ja=plan.method_ja,
        plan_method_en=plan.method_en,
        novelty_passed=novelty.passed,
        novelty_reason_ja=novelty.reason_ja,
        novelty_reason_en=novelty.reason_en,
        benefit_passed=benefit.passed,
        benefit_reason_ja=benefit.reason_ja,
        benefit_reason_en=benefit.reason_en,
        feasibility_passed=feasibility.passed,
        feasibility_reason_ja=feasibility.reason_ja,
        feasibility_reason_en=feasibility.reason_en,
        opinions=[
            Opinion(
                expert=opinion.expert,
                affiliation=opinion.affiliation,
                heard_on=opinion.heard.on(load.today),
                opinion_ja=opinion.opinion_ja,
                opinion_en=opinion.opinion_en,
            )
            for opinion in certification.opinions
        ],
    )
