"""What leads a certification on after its decision, and drafts out of the way."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import SeenVersion, change_state, execute, fetch_one, insert, transaction
from foundation.errors import Invalid
from foundation.i18n import format_date
from foundation.i18n import gettext as _
from foundation.ids import new_id
from matching.publication import published
from matching.search.providers import CERTIFIED
from procurement.certification import mails
from procurement.certification.commands.shared import (
    KIND,
    CertificationRecord,
    Locked,
    Row,
    lock,
    record_of,
    written_reason,
    wrong_state,
)
from procurement.certification.effects import rewrite_facts
from procurement.certification.grounds.reading import require_as_decided
from procurement.certification.states import Act, CertificationState, transition
from procurement.certification.tables import Certification, CertificationSuspension
from procurement.certification.term import is_lapsed

_DECISION = (
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
)


async def publish_certification(
    actor: Actor, certification_id: UUID, version: SeenVersion
) -> CertificationRecord:
    """Make a decided certification known: list, facts, and a mail to the firm.

    Raises:
        Conflict: what it rests on changed since the decision, or is not public itself; else as usual.
        NotFound, NotPermitted: as usual.
    """
    account_id = actor.account()
    columns = {"published_at": clock.now(), "published_by": account_id}
    return await _act(actor, certification_id, Act.PUBLISH, version, None, columns)


async def take_back_certification(
    actor: Actor, certification_id: UUID, reason: str, version: SeenVersion
) -> CertificationRecord:
    """Make a decided certification a draft again before anybody knows of it; its number is free."""
    actor.account()
    columns: dict[str, Any] = dict.fromkeys(_DECISION)
    return await _act(actor, certification_id, Act.TAKE_BACK, version, reason, columns)


async def abandon_certification(
    actor: Actor, certification_id: UUID, reason: str, version: SeenVersion
) -> CertificationRecord:
    """Stop examining: the draft is put aside with its reason."""
    actor.account()
    columns = {"abandoned_at": clock.now()}
    return await _act(actor, certification_id, Act.ABANDON, version, reason, columns)


async def reopen_certification(
    actor: Actor, certification_id: UUID, reason: str, version: SeenVersion
) -> CertificationRecord:
    """Take an abandoned draft up again."""
    actor.account()
    return await _act(actor, certification_id, Act.REOPEN, version, reason, {"abandoned_at": None})


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
    return await _act(actor, certification_id, Act.SUSPEND, version, reason, {}, until=until)


async def resume_certification(
    actor: Actor, certification_id: UUID, reason: str, version: SeenVersion
) -> CertificationRecord:
    """End a suspension: from today it holds again, and the firm is told."""
    actor.account()
    return await _act(actor, certification_id, Act.RESUME, version, reason, {})


async def revoke_certification(
    actor: Actor, certification_id: UUID, reason: str, version: SeenVersion
) -> CertificationRecord:
    """Revoke (取消し) from today, for good; only a new certification puts it right. The firm is told."""
    account_id = actor.account()
    columns = {"revoked_on": clock.today(), "revoked_by": account_id, "revoked_reason_ja": reason}
    return await _act(actor, certification_id, Act.REVOKE, version, reason, columns)


async def _act(
    actor: Actor,
    certification_id: UUID,
    act: Act,
    version: SeenVersion,
    reason: str | None,
    columns: dict[str, Any],
    *,
    until: date | None = None,
) -> CertificationRecord:
    async with transaction():
        locked = await lock(actor, certification_id)
        suspension = await _open_suspension(certification_id)
        found = transition(_standing_state(locked, suspension), act)
        if found is None:
            raise wrong_state(locked.state)
        target, way = found
        if act is Act.PUBLISH:
            await require_as_decided(locked.row)
        if way.reason_required:
            reason = written_reason(reason or "")
            if act is Act.REVOKE:
                columns["revoked_reason_ja"] = reason
            elif act in (Act.ABANDON, Act.REOPEN, Act.TAKE_BACK):
                columns["state_reason"] = reason
        await _suspensions(actor, locked, act, suspension, reason or "", until)
        row = await change_state(
            Certification,
            certification_id,
            locked.state,
            target.value,
            version=version,
            updated_at=clock.now(),
            **columns,
        )
        after = {"state": row["state"], "reason": reason, "until": until}
        await record(
            actor,
            f"certification.{act.value.replace('-', '_')}",
            KIND,
            certification_id,
            {"state": locked.state, "evidence_sha256": locked.row["evidence_sha256"]},
            {name: value for name, value in after.items() if value is not None},
        )
        if row["published_at"] is not None:
            await rewrite_facts(row)
            await mails.tell_firm(row, act, reason or "", until)
        if act is Act.PUBLISH:
            await published(CERTIFIED, certification_id)
        return record_of(row)


async def _open_suspension(certification_id: UUID) -> Row | None:
    return await fetch_one(
        "SELECT * FROM certification_suspension WHERE certification = $1 AND ended_at IS NULL",
        certification_id,
    )


def _standing_state(locked: Locked, suspension: Row | None) -> str:
    """The state to act from: a suspension whose last day has passed suspends nothing any more."""
    if locked.state != CertificationState.SUSPENDED or suspension is None:
        return locked.state
    lapsed = is_lapsed((suspension["first_day"], suspension["last_day"]), clock.today())
    return CertificationState.PUBLISHED.value if lapsed else locked.state


async def _suspensions(
    actor: Actor,
    locked: Locked,
    act: Act,
    suspension: Row | None,
    reason: str,
    until: date | None,
) -> None:
    """Close the open suspension where an act ends it, and open a new one where it begins one."""
    today, now = clock.today(), clock.now()
    if suspension is not None:
        yesterday = today - timedelta(days=1)
        planned = suspension["last_day"]
        await execute(
            "UPDATE certification_suspension SET last_day = $2, ended_at = $3, ended_by = $4, "
            "end_reason = $5 WHERE id = $1",
            suspension["id"],
            yesterday if planned is None else min(planned, yesterday),
            now,
            actor.account_id,
            reason,
        )
    if act is Act.SUSPEND:
        await insert(
            CertificationSuspension,
            id=new_id(),
            certification=locked.row["id"],
            first_day=today,
            last_day=until,
            reason_ja=reason,
            suspended_at=now,
            suspended_by=actor.account_id,
        )
