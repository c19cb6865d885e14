"""Planning pilots, and changing the plan."""

from functools import partial
from typing import Any
from uuid import UUID

import msgspec

from foundation import clock
from foundation.access.actor import Actor
from foundation.acts import Led
from foundation.audit import record, record_changes
from foundation.database import (
    change_version,
    fetch,
    insert,
    made_before,
    make,
    run,
    transaction,
)
from foundation.errors import Invalid
from foundation.frozen import read_again
from foundation.i18n import gettext as _
from foundation.identity.effects import require_active
from foundation.ids import new_id
from pitch.pilots import policy
from pitch.pilots.commands.leading import PILOTS, lock_pilot
from pitch.pilots.content import (
    IndicatorContent,
    PilotContent,
    PilotSource,
    content_errors,
    content_of,
    indicator_columns,
    plan_columns,
    tidy,
)
from pitch.pilots.sources import Origin, hold_origin, origin_of
from pitch.pilots.states import EDITABLE, PilotState, SourceKind
from pitch.pilots.tables import Indicator, Pilot

Row = dict[str, Any]
_TAKEN_OVER = ("title_ja", "title_en", "site_ja", "site_en", "section_ja", "section_en")
_FIXED_ONCE_MEASURED = ("unit_ja", "better", "baseline", "target")


async def plan_pilot(
    actor: Actor, pilot_id: UUID, source: PilotSource, content: PilotContent
) -> Led:
    """Plan a pilot for the actor's bureau; the same id again finds the first plan.

    Title, site and section that are left out are taken over from the source.

    Raises:
        NotPermitted: the actor is no pilot owner.
        Invalid: the source cannot be used, or the content breaks a rule.
        NotFound: the id is another bureau's; MadeAlready: the plan says something else.
    """
    account_id = actor.account()
    policy.may_plan(actor).require()
    async with transaction():
        await require_active(actor.organisation_id)
        origin = await read_again(
            partial(origin_of, actor, source), hold=partial(hold_origin, source)
        )
        content = checked(_taken_over(content, origin), origin.kind, complete=False)
        owner = {"organisation": actor.organisation_id}
        subject = {
            "solution": origin.solution_id,
            "challenge": origin.challenge_id,
            "source_kind": origin.kind.value,
            "entry": origin.entry_id,
        }
        said = {**subject, "plan": _without_ids(content)}
        made = await made_before(Pilot, pilot_id, owner=owner, said=said, parts=_plan)
        if made is not None:
            return Led.of(made)
        row = await make(
            Pilot,
            {
                Pilot.id: pilot_id,
                Pilot.startup: origin.startup_id,
                Pilot.snapshot: origin.snapshot,
                Pilot.state: PilotState.PLANNED.value,
            },
            account_id,
            **owner,
            **subject,
            **plan_columns(content),
        )
        await _write_indicators(pilot_id, content.indicators)
        after = {
            "source": origin.kind.value,
            "entry": origin.entry_id,
            "challenge": origin.challenge_id,
            "solution": origin.solution_id,
            **msgspec.to_builtins(content),
        }
        await record(actor, "pilot.planned", "pilot", pilot_id, None, after)
        return Led.of(row)


async def planned(pilot: Row) -> PilotContent:
    """The plan of a pilot's row, with its indicators."""
    return content_of(pilot, await _indicator_rows(pilot["id"]))


async def _plan(pilot: Row) -> Row:
    return {"plan": _without_ids(await planned(pilot))}


def _without_ids(content: PilotContent) -> PilotContent:
    plain = [msgspec.structs.replace(one, id=None) for one in content.indicators]
    return msgspec.structs.replace(content, indicators=plain)


async def update_pilot(actor: Actor, pilot_id: UUID, version: int, content: PilotContent) -> Led:
    """Change the plan before the start.

    Raises:
        Conflict: somebody changed it meanwhile, or it has started.
        Invalid: the content breaks a rule, or changes what was measured already.
        NotFound, NotPermitted: as usual.
    """
    actor.account()
    async with transaction():
        row = await lock_pilot(actor, pilot_id)
        if row["state"] not in EDITABLE:
            raise PILOTS.wrong_state(actor, row)
        before = await planned(row)
        content = checked(content, SourceKind(row["source_kind"]), complete=False)
        changed = await change_version(
            Pilot,
            pilot_id,
            version,
            states=EDITABLE,
            updated_at=clock.now(),
            **plan_columns(content),
        )
        await _write_indicators(pilot_id, content.indicators)
        await _record_changes(actor, pilot_id, before, content)
        return Led.of(changed)


def _taken_over(content: PilotContent, origin: Origin) -> PilotContent:
    changes = {
        name: getattr(origin.suggested, name)
        for name in _TAKEN_OVER
        if not getattr(content, name) and getattr(origin.suggested, name)
    }
    return msgspec.structs.replace(content, **changes)


def checked(content: PilotContent, kind: SourceKind, *, complete: bool) -> PilotContent:
    """The plan as it is stored.

    Raises:
        Invalid: it breaks a rule of plans, or with `complete` of the start.
    """
    content = tidy(content)
    errors = content_errors(content, complete=complete)
    if kind is SourceKind.OPEN_CALL:
        if not content.call_name_ja:
            errors["call_name_ja"] = _("公募の名前を書いてください。")
    elif content.call_name_ja or content.call_name_en:
        content = msgspec.structs.replace(content, call_name_ja=None, call_name_en=None)
    if errors:
        raise Invalid(errors)
    return content


async def _indicator_rows(pilot_id: UUID) -> list[Row]:
    return await fetch(
        "SELECT i.*, (SELECT count(*) FROM pilot_measurement m WHERE m.indicator = i.id) AS results "
        "FROM pilot_indicator i WHERE i.pilot = $1 ORDER BY i.position, i.id",
        pilot_id,
    )


async def _write_indicators(pilot_id: UUID, wanted: list[IndicatorContent]) -> None:
    present = {row["id"]: row for row in await _indicator_rows(pilot_id)}
    kept = {one.id for one in wanted if one.id is not None}
    if len(kept) < sum(one.id is not None for one in wanted) or not kept <= set(present):
        raise Invalid(
            {"indicators": _("指標の並びが古くなっています。ページを開き直してください。")}
        )
    for indicator_id, row in present.items():
        if indicator_id in kept:
            continue
        if row["results"]:
            raise Invalid(
                {
                    "indicators": _(
                        "結果を記録した指標「%(name)s」は外せません。", name=row["name_ja"]
                    )
                }
            )
        await run(Indicator.delete().where(Indicator.id == indicator_id))
    for position, one in enumerate(wanted):
        columns = indicator_columns(one)
        if one.id is None:
            await insert(Indicator, id=new_id(), pilot=pilot_id, position=position, **columns)
            continue
        row = present[one.id]
        if row["results"] and any(row[name] != columns[name] for name in _FIXED_ONCE_MEASURED):
            raise Invalid(
                {
                    "indicators": _(
                        "結果を記録した指標「%(name)s」の単位、向き、前の値、目標は変えられません。",
                        name=row["name_ja"],
                    )
                }
            )
        written = Indicator.update(position=position, **columns)
        await run(written.where(Indicator.id == one.id))


async def _record_changes(
    actor: Actor, pilot_id: UUID, before: PilotContent, after: PilotContent
) -> None:
    old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
    await record_changes(actor, "pilot.updated", "pilot", pilot_id, old, new)
