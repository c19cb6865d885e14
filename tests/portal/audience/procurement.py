"""Marked certifications."""

from typing import Any
from uuid import UUID

from foundation import clock
from foundation.database import ANY_VERSION
from procurement.certification.commands import (
    abandon_certification,
    decide_certification,
    publish_certification,
)
from procurement.certification.content import CertificationContent, Opinion
from procurement.certification.effects import PastChange
from procurement.certification.states import CertificationState
from tests.factories.certification import certification, opinions
from tests.factories.identity import person
from tests.portal.audience.marks import Marks
from tests.portal.audience.matching import Places, colleague

State = CertificationState


async def procurement(marks: Marks) -> Places:
    """Certifications in all their states; returns what the addresses need."""
    decider = await colleague(marks, "certifier", "account: who decided a certification")
    certifier = await person("certifier")
    abandoned = await certification(state=State.DRAFT, **_made(marks, "abandoned"))
    await abandon_certification(
        certifier.actor, abandoned, marks.text("certification: abandoned", "reason"), ANY_VERSION
    )
    published = await certification(state=State.DRAFT, **_made(marks, "published"))
    await decide_certification(decider.actor, published, ANY_VERSION, seen=ANY_VERSION)
    await publish_certification(decider.actor, published, ANY_VERSION)
    made: list[UUID] = [
        published,
        abandoned,
        await certification(state=State.DRAFT, **_made(marks, "draft")),
        await certification(state=State.DECIDED, **_made(marks, "decided")),
        await certification(
            state=State.SUSPENDED,
            suspensions=[_change(marks, "certification: suspended")],
        ),
        await certification(
            state=State.REVOKED,
            revoked=_change(marks, "certification: revoked"),
        ),
    ]
    return [{"certification_id": str(one)} for one in made]


def _change(marks: Marks, subject: str) -> PastChange:
    return PastChange(at=clock.now(), reason_ja=marks.text(subject, "reason"))


def _made(marks: Marks, state: str) -> dict[str, Any]:
    subject = f"certification: {state}"
    spoken = marks.fill(f"certification: opinion, {state}", Opinion, ("heard_on",))
    first, second = opinions()
    marked = Opinion(**spoken, heard_on=first.heard_on)
    return {
        **marks.fill(subject, CertificationContent),
        "opinions": [marked, second],
        "solution_changes": {"price_public": False},
    }
