"""Recording results. A wrong one is marked and replaced, never changed or deleted."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from foundation import clock
from foundation.access.actor import Actor
from foundation.acts import checked_reason
from foundation.audit import record
from foundation.database import (
    ANY_VERSION,
    change_version,
    fetch_one,
    made_before,
    make,
    run,
    transaction,
)
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.ids import derived_id
from pitch.pilots.commands.leading import lock_pilot
from pitch.pilots.content import (
    NOTE_LIMITS,
    MeasurementContent,
    measurement_errors,
    tidy_texts,
)
from pitch.pilots.states import MEASURED
from pitch.pilots.tables import Measurement, Pilot

Row = dict[str, Any]


@dataclass(frozen=True)
class MeasurementRecord:
    """What a command leaves behind: the result's id and its pilot's."""

    id: UUID
    pilot_id: UUID


async def record_measurement(
    actor: Actor,
    measurement_id: UUID,
    pilot_id: UUID,
    indicator_id: UUID,
    content: MeasurementContent,
) -> MeasurementRecord:
    """Record a result of a running pilot; the same id again finds the first one.

    Raises:
        Invalid: a value breaks a rule, or the indicator is another pilot's.
        Conflict: the pilot does not run; MadeAlready: another result stands under this id.
        NotFound, NotPermitted: as usual.
    """
    account_id = actor.account()
    async with transaction():
        await _lock_running(actor, pilot_id)
        content = _checked(content)
        said = {"indicator": indicator_id, **msgspec.structs.asdict(content)}
        if await made_before(Measurement, measurement_id, said=said) is not None:
            return MeasurementRecord(measurement_id, pilot_id)
        found = await fetch_one(
            "SELECT 1 FROM pilot_indicator WHERE id = $1 AND pilot = $2", indicator_id, pilot_id
        )
        if found is None:
            raise Invalid({"indicator_id": _("一覧の中から選んでください。")})
        row = await _insert(measurement_id, indicator_id, content, account_id)
        await _count_up(pilot_id)
        await record(actor, "pilot.measured", "pilot", pilot_id, None, _said(row))
        return MeasurementRecord(measurement_id, pilot_id)


async def correct_measurement(
    actor: Actor,
    pilot_id: UUID,
    measurement_id: UUID,
    content: MeasurementContent,
    reason: str,
) -> MeasurementRecord:
    """Put a right result in the place of a wrong one (訂正); the wrong one stays, marked.

    Returns:
        The new result.

    Raises:
        Invalid: a value breaks a rule, or the reason is missing.
        Conflict: it was corrected already, or the pilot does not run.
        NotFound, NotPermitted: as usual.
    """
    account_id = actor.account()
    async with transaction():
        await _lock_running(actor, pilot_id)
        old = await _lock_standing(pilot_id, measurement_id)
        content = _checked(content)
        why = checked_reason(reason)
        new_id = derived_id("pilot_measurement", "in place of", str(measurement_id))
        row = await _insert(new_id, old["indicator"], content, account_id)
        await _mark(measurement_id, account_id, why, new_id)
        await _count_up(pilot_id)
        after = {**_said(row), "reason": why}
        await record(actor, "pilot.measurement_corrected", "pilot", pilot_id, _said(old), after)
        return MeasurementRecord(new_id, pilot_id)


async def void_measurement(
    actor: Actor, pilot_id: UUID, measurement_id: UUID, reason: str
) -> MeasurementRecord:
    """Mark a result that should not be there (取消); nothing takes its place.

    Raises:
        As `correct_measurement`.
    """
    account_id = actor.account()
    async with transaction():
        await _lock_running(actor, pilot_id)
        old = await _lock_standing(pilot_id, measurement_id)
        why = checked_reason(reason)
        await _mark(measurement_id, account_id, why, None)
        await _count_up(pilot_id)
        await record(
            actor, "pilot.measurement_voided", "pilot", pilot_id, _said(old), {"reason": why}
        )
        return MeasurementRecord(measurement_id, pilot_id)


async def _lock_running(actor: Actor, pilot_id: UUID) -> None:
    row = await lock_pilot(actor, pilot_id)
    if row["state"] not in MEASURED:
        raise Conflict(
            _("結果を記録できるのは、実施中の実証だけです。評価の後は、先に評価を取り消します。"),
            row["state"],
        )


async def _count_up(pilot_id: UUID) -> None:
    # Whoever evaluates must have seen this result: the version they name is counted up.
    await change_version(Pilot, pilot_id, ANY_VERSION, states=MEASURED, updated_at=clock.now())


def _checked(content: MeasurementContent) -> MeasurementContent:
    tidied: MeasurementContent = tidy_texts(content, NOTE_LIMITS)
    errors = measurement_errors(tidied)
    if errors:
        raise Invalid(errors)
    return tidied


async def _lock_measurement(pilot_id: UUID, measurement_id: UUID) -> Row:
    row = await fetch_one(
        "SELECT m.* FROM pilot_measurement m JOIN pilot_indicator i ON i.id = m.indicator "
        "WHERE m.id = $1 AND i.pilot = $2 FOR UPDATE OF m",
        measurement_id,
        pilot_id,
    )
    if row is None:
        raise NotFound()
    return row


async def _lock_standing(pilot_id: UUID, measurement_id: UUID) -> Row:
    row = await _lock_measurement(pilot_id, measurement_id)
    if row["corrected_at"] is not None:
        raise Conflict(_("この結果は、すでに訂正されています。新しい結果を直してください。"))
    return row


async def _insert(
    measurement_id: UUID, indicator_id: UUID, content: MeasurementContent, account_id: UUID
) -> Row:
    return await make(
        Measurement,
        {Measurement.id: measurement_id, Measurement.indicator: indicator_id},
        recorded_at=clock.now(),
        recorded_by=account_id,
        **msgspec.structs.asdict(content),
    )


async def _mark(
    measurement_id: UUID, account_id: UUID, reason: str | None, replaced_by: UUID | None
) -> None:
    marked = Measurement.update(
        {
            Measurement.corrected_at: clock.now(),
            Measurement.corrected_by: account_id,
            Measurement.correction_reason: reason,
            Measurement.replaced_by: replaced_by,
        }
    )
    await run(marked.where(Measurement.id == measurement_id, Measurement.corrected_at.is_null()))


def _said(row: Row) -> Row:
    names = ("id", "indicator", "measured_on", "value", "sample_size", "note_ja", "note_en")
    return {name: row[name] for name in names}
