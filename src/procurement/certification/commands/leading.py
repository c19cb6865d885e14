"""How certifications are led on: by whom, under which lock, and what follows each act."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.access.verdict import Verdict
from foundation.acts import Leading, Led, Row, Step
from foundation.database import find, insert, locked, run
from foundation.ids import new_id
from procurement.certification import mails, policy
from procurement.certification.effects import rewrite_facts
from procurement.certification.grounds.subject import COPIED
from procurement.certification.states import CERTIFICATION, Act
from procurement.certification.tables import Certification, CertificationSuspension


@dataclass(frozen=True)
class CertificationRecord(Led):
    """What a command leaves behind.

    Attributes:
        version: to be seen before the next change.
        decision_number: given at the decision (認定番号).
    """

    decision_number: str | None

    @classmethod
    def of(cls, row: Row) -> "CertificationRecord":
        """The record of a row."""
        return cls(row["id"], row["state"], row["version"], row["decision_number"])


async def _lock(certification_id: UUID) -> Row:
    row = await locked(Certification, certification_id)
    going_on = await find(
        CertificationSuspension,
        CertificationSuspension.certification == certification_id,
        CertificationSuspension.ended_at.is_null(),
    )
    return {**row, "suspension": next(iter(going_on), None)}


def _sees(actor: Actor, row: Row) -> bool:
    return policy.may_see(actor, policy.Parties.of(row))


def _may(actor: Actor, row: Row, _act: Act) -> Verdict:
    return policy.may_change(actor, policy.Parties.of(row))


async def _follow(step: Step[Act], row: Row) -> None:
    await _end_suspension(step)
    if step.act is Act.SUSPEND:
        await insert(
            CertificationSuspension,
            id=new_id(),
            certification=row["id"],
            first_day=clock.today(),
            last_day=step.said["until"],
            reason_ja=step.reason,
            suspended_at=step.at,
            suspended_by=step.actor.account_id,
        )
    if row["published_at"] is not None:
        await rewrite_facts(row)
        await mails.tell_firm(row, step.act, step.reason or "", step.said.get("until"))


async def _end_suspension(step: Step[Act]) -> None:
    """Whatever is done with a suspended certification ends its suspension the day before."""
    suspension = step.row["suspension"]
    if suspension is None:
        return
    yesterday = clock.today() - timedelta(days=1)
    planned = suspension["last_day"]
    ended = CertificationSuspension.update(
        {
            CertificationSuspension.last_day: min(planned or yesterday, yesterday),
            CertificationSuspension.ended_at: step.at,
            CertificationSuspension.ended_by: step.actor.account_id,
            CertificationSuspension.end_reason: step.reason,
        }
    )
    await run(ended.where(CertificationSuspension.id == suspension["id"]))


CERTIFICATIONS = Leading(
    machine=CERTIFICATION,
    table=Certification,
    sees=_sees,
    may=_may,
    record=CertificationRecord.of,
    lock=_lock,
    follow=_follow,
    quiet={"evidence", "source_label", "pilot_outcome", *COPIED},
)


async def lock(actor: Actor, certification_id: UUID) -> Row:
    """The row, locked until the transaction ends, for a certifier of its bureau.

    Raises:
        NotFound: there is none, or it is not for this reader.
        NotPermitted: the actor sees it and may not change it.
    """
    row = await CERTIFICATIONS.locked(actor, certification_id)
    policy.may_change(actor, policy.Parties.of(row)).require()
    return row
