"""Pilots in each of their states, made by the commands people use."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from foundation.clock import now
from foundation.database import ANY_VERSION, execute, transaction
from foundation.ids import new_id
from pitch.contests import effects as contest_effects
from pitch.contests.commands import act_on_contest
from pitch.contests.states import Act
from pitch.pilots import commands, queries
from pitch.pilots.content import (
    EvaluationContent,
    IndicatorContent,
    MeasurementContent,
    PilotContent,
    PilotSource,
)
from pitch.pilots.states import Better, Outcome, SourceKind
from tests.factories import challenges, contests, solutions
from tests.factories.identity import Person, person

REASON = "見本の理由"
FINDING = "三つの指標が目標に届き、手順を変えずに使えた。"


def indicator(**changes: Any) -> IndicatorContent:
    """Staff with back pain, lower is better."""
    values: dict[str, Any] = {
        "name_ja": "腰の痛みがある職員",
        "name_en": "Staff with back pain",
        "unit_ja": "％",
        "unit_en": "%",
        "method_ja": "質問票、介助の日の終わり",
        "better": Better.LOWER,
        "baseline": 59.0,
        "target": 45.0,
    }
    return IndicatorContent(**(values | changes))


def plan(**changes: Any) -> PilotContent:
    """A complete plan."""
    values: dict[str, Any] = {
        "title_ja": "リフトアイで、移乗の介助を一人でも安全に",
        "title_en": "Safe transfers by one person",
        "site_ja": "特別養護老人ホーム 2施設（多摩地域）",
        "section_ja": "高齢者施策推進部",
        "starts_on": date(2026, 10, 1),
        "ends_on": date(2027, 4, 30),
        "plan_ja": "2施設で介助職員34名が移乗に使う。",
        "hypothesis_ja": "抱え上げをなくすと、腰の痛みがある職員が減る。",
        "call_name_ja": "キングサーモンプロジェクト 令和8年度 公募",
        "indicators": [indicator()],
    }
    return PilotContent(**(values | changes))


def result(**changes: Any) -> MeasurementContent:
    """A value that reaches the target, of enough people."""
    values: dict[str, Any] = {
        "measured_on": date(2026, 11, 20),
        "value": 38.0,
        "sample_size": 34,
        "note_ja": "前と後に同じ質問票",
    }
    return MeasurementContent(**(values | changes))


def finding(**changes: Any) -> EvaluationContent:
    """Full use from the next fiscal year on."""
    values: dict[str, Any] = {
        "outcome": Outcome.FULL_USE,
        "reason_ja": FINDING,
        "owner_ja": "高齢者施策推進部 施設支援課",
        "budget_year": 2027,
    }
    return EvaluationContent(**(values | changes))


async def open_call(
    solution_id: UUID | None = None, challenge_id: UUID | None = None
) -> PilotSource:
    """An open call that a published solution answered."""
    return PilotSource(
        kind=SourceKind.OPEN_CALL,
        solution_id=solution_id or await solutions.solution(),
        challenge_id=challenge_id,
    )


async def shortlisted() -> PilotSource:
    """A match that the bureau keeps on its shortlist."""
    challenge_id, solution_id = await challenges.published(), await solutions.solution()
    await execute(
        "INSERT INTO shortlist_entry (id, challenge, solution, note, found, added_at) "
        "VALUES ($1, $2, $3, '', '{}', $4)",
        new_id(),
        challenge_id,
        solution_id,
        now(),
    )
    return PilotSource(
        kind=SourceKind.SHORTLIST, challenge_id=challenge_id, solution_id=solution_id
    )


async def entered(*, published: bool = True) -> UUID:
    """An entry of 見本スタートアップ, in a contest whose result is public unless told."""
    contest_id = await contests.open_()
    entry_id = await contests.entry(contest_id)
    if published:
        secretariat = await person("secretariat")
        await act_on_contest(
            secretariat.actor,
            contest_id,
            Act.START_JUDGING,
            ANY_VERSION,
            reason="応募がそろったため",
        )
        async with transaction():
            await contest_effects.mark_decided(contest_id)
            await contest_effects.mark_published(contest_id)
    return entry_id


async def owner_of(who: Person | None = None) -> Person:
    """The pilot owner of the bureau (見本局 unless told)."""
    return who or await person("pilot_owner")


async def planned(
    who: Person | None = None, source: PilotSource | None = None, **changes: Any
) -> UUID:
    """A plan."""
    who, source = await owner_of(who), source or await open_call()
    return (await commands.plan_pilot(who.actor, new_id(), source, plan(**changes))).id


async def running(
    who: Person | None = None, source: PilotSource | None = None, **changes: Any
) -> UUID:
    """A pilot that has begun."""
    who = await owner_of(who)
    pilot_id = await planned(who, source, **changes)
    await commands.start_pilot(who.actor, pilot_id, ANY_VERSION)
    return pilot_id


async def measured(
    who: Person | None = None, source: PilotSource | None = None, **changes: Any
) -> UUID:
    """A running pilot with one result of its first indicator."""
    who = await owner_of(who)
    pilot_id = await running(who, source, **changes)
    await measure(who, pilot_id)
    return pilot_id


async def measure(who: Person, pilot_id: UUID, **changes: Any) -> UUID:
    """A result of the pilot's first indicator."""
    first = (await queries.pilot_for(who.actor, pilot_id)).indicators[0]
    made = await commands.record_measurement(
        who.actor, new_id(), pilot_id, first.id, result(**changes)
    )
    return made.id


async def evaluated(
    who: Person | None = None, source: PilotSource | None = None, **changes: Any
) -> UUID:
    """A pilot whose evaluation is decided and not published."""
    who = await owner_of(who)
    pilot_id = await measured(who, source)
    await commands.evaluate_pilot(who.actor, pilot_id, finding(**changes), ANY_VERSION)
    return pilot_id


async def published(
    who: Person | None = None, source: PilotSource | None = None, **changes: Any
) -> UUID:
    """A pilot whose evaluation everybody sees."""
    who = await owner_of(who)
    pilot_id = await evaluated(who, source, **changes)
    await commands.publish_evaluation(who.actor, pilot_id, ANY_VERSION)
    return pilot_id


async def cancelled(who: Person | None = None) -> UUID:
    """A pilot called off before its start."""
    who = await owner_of(who)
    pilot_id = await planned(who)
    await commands.cancel_pilot(who.actor, pilot_id, REASON, ANY_VERSION)
    return pilot_id


def replaced(content: PilotContent, **changes: Any) -> PilotContent:
    """The plan with some fields changed."""
    return msgspec.structs.replace(content, **changes)
