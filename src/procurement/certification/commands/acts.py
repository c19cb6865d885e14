"""What leads a certification on after its decision, and drafts out of the way."""

from datetime import date
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.acts import Row, Step, clear, sign, stamp
from foundation.database import SeenVersion
from foundation.errors import Invalid
from foundation.i18n import format_date
from foundation.i18n import gettext as _
from matching.publication import published
from matching.search.kinds import CERTIFIED
from procurement.certification.commands.leading import (
    CERTIFICATIONS,
    CertificationRecord,
)
from procurement.certification.grounds.reading import require_as_decided
from procurement.certification.states import Act


async def _as_decided(step: Step[Act]) -> Row:
    await require_as_decided(step.row)
    return await sign("published")(step)


async def _published(_step: Step[Act], row: Row) -> None:
    await published(CERTIFIED, row["id"])


async def _revoked(step: Step[Act]) -> Row:
    return {"revoked_on": clock.today(), "revoked_by": step.actor.account_id}


publish_certification = CERTIFICATIONS.at_once(Act.PUBLISH, columns=_as_decided, follow=_published)
"""Make a decided certification known: list, facts, and a mail to the firm.

Conflict: what it rests on changed since the decision, or is not public itself; else as usual.
"""

take_back_certification = CERTIFICATIONS.with_reason(
    Act.TAKE_BACK,
    columns=clear(
        "decision_number",
        "decided_at",
        "decided_by",
        "term_start",
        "term_end",
        "required_opinions",
        "opinions_heard",
        "legal_basis",
        "evidence",
        "evidence_sha256",
    ),
)
"""Make a decided certification a draft again before anybody knows of it; its number is free."""

abandon_certification = CERTIFICATIONS.with_reason(Act.ABANDON, columns=stamp("abandoned_at"))
"""Stop examining: the draft is put aside with its reason."""

reopen_certification = CERTIFICATIONS.with_reason(Act.REOPEN, columns=clear("abandoned_at"))
"""Take an abandoned draft up again."""

resume_certification = CERTIFICATIONS.with_reason(Act.RESUME)
"""End a suspension: from today it holds again, and the firm is told."""

revoke_certification = CERTIFICATIONS.with_reason(Act.REVOKE, columns=_revoked)
"""Revoke (取消し) from today, for good; only a new certification puts it right. The firm is told."""


async def suspend_certification(
    actor: Actor,
    certification_id: UUID,
    reason: str,
    until: date | None,
    version: SeenVersion,
) -> CertificationRecord:
    """Suspend (停止) from today; it is not in the list while that lasts, and the firm is told.

    Args:
        until: last day of the suspension; None until it is resumed.

    Raises:
        Invalid: no reason, or the last day has passed.
        Conflict, NotFound, NotPermitted: as usual.
    """
    actor.account()
    if until is not None and until < clock.today():
        day = format_date(until)
        raise Invalid(
            {"until": _("%(day)sは過ぎています。今日か、今日より後の日付にしてください。", day=day)}
        )

    return await CERTIFICATIONS.lead(
        actor, certification_id, Act.SUSPEND, version, reason=reason, said={"until": until}
    )
