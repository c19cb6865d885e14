"""Results: recorded once, corrected with a reason, never changed or lost."""

from datetime import date

import asyncpg
import pytest

from foundation.database import execute, fetch
from foundation.errors import Conflict, Invalid, MadeAlready, NotFound
from foundation.ids import new_id
from pitch.pilots import commands, queries
from pitch.pilots.verdict import Standing
from tests.factories import pilots
from tests.factories.identity import OTHER, person

pytestmark = pytest.mark.usefixtures("db")


async def first_indicator(owner, pilot_id):
    return (await queries.pilot_for(owner.actor, pilot_id)).indicators[0]


async def test_a_result_sent_twice_is_recorded_once():
    owner, pilot_id = await person("pilot_owner"), await pilots.running()
    indicator, result_id = await first_indicator(owner, pilot_id), new_id()
    for _click in range(2):
        await commands.record_measurement(
            owner.actor, result_id, pilot_id, indicator.id, pilots.result()
        )
    with pytest.raises(MadeAlready):
        await commands.record_measurement(
            owner.actor, result_id, pilot_id, indicator.id, pilots.result(value=12.0)
        )
    shown = await first_indicator(owner, pilot_id)
    assert [one.value for one in shown.measurements] == [38.0]
    assert shown.standing is Standing.REACHED


async def test_a_correction_keeps_the_old_result_marked_with_its_reason():
    owner, pilot_id = await person("pilot_owner"), await pilots.running()
    wrong = await pilots.measure(owner, pilot_id, value=83.0)
    made = await commands.correct_measurement(
        owner.actor, pilot_id, wrong, pilots.result(value=38.0), "桁を読み違えたため"
    )
    old, new = (await first_indicator(owner, pilot_id)).measurements
    assert (old.id, old.value, old.counts, old.replaced_by) == (wrong, 83.0, False, made.id)
    assert old.correction_reason == "桁を読み違えたため"
    assert (new.id, new.value, new.counts) == (made.id, 38.0, True)
    with pytest.raises(Conflict, match="訂正されています"):
        await commands.correct_measurement(
            owner.actor, pilot_id, wrong, pilots.result(value=1.0), "もう一度"
        )


async def test_a_correction_without_reason_changes_nothing():
    owner, pilot_id = await person("pilot_owner"), await pilots.running()
    wrong = await pilots.measure(owner, pilot_id)
    with pytest.raises(Invalid) as refused:
        await commands.correct_measurement(owner.actor, pilot_id, wrong, pilots.result(), " ")
    assert set(refused.value.errors) == {"reason"}
    assert len((await first_indicator(owner, pilot_id)).measurements) == 1


async def test_a_result_that_should_not_be_there_is_marked():
    owner, pilot_id = await person("pilot_owner"), await pilots.running()
    wrong = await pilots.measure(owner, pilot_id)
    await commands.void_measurement(owner.actor, pilot_id, wrong, "別の現場の値")
    indicator = await first_indicator(owner, pilot_id)
    assert [one.counts for one in indicator.measurements] == [False]
    assert indicator.standing is Standing.NOT_MEASURED


async def test_the_database_refuses_to_change_or_delete_a_result():
    owner, pilot_id = await person("pilot_owner"), await pilots.running()
    result_id = await pilots.measure(owner, pilot_id)
    for statement in (
        "UPDATE pilot_measurement SET value = 1 WHERE id = $1",
        "DELETE FROM pilot_measurement WHERE id = $1",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await execute(statement, result_id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"measured_on": date(2026, 11, 25)}, "measured_on"),
        ({"value": None, "note_ja": None}, "value"),
        ({"value": float("inf")}, "value"),
        ({"sample_size": 0}, "sample_size"),
        ({"note_ja": "長" * 301}, "note_ja"),
    ],
)
async def test_a_wrong_result_is_refused_at_its_field(changes, field):
    owner, pilot_id = await person("pilot_owner"), await pilots.running()
    with pytest.raises(Invalid) as refused:
        await pilots.measure(owner, pilot_id, **changes)
    assert set(refused.value.errors) == {field}


async def test_results_are_taken_while_the_pilot_runs_only():
    owner = await person("pilot_owner")
    for pilot_id in (await pilots.planned(), await pilots.evaluated()):
        with pytest.raises(Conflict, match="実施中"):
            await pilots.measure(owner, pilot_id)


async def test_a_result_belongs_to_an_indicator_of_its_pilot():
    owner, pilot_id, elsewhere = (
        await person("pilot_owner"), await pilots.running(), await pilots.measured(),
    )  # fmt: skip
    foreign = await first_indicator(owner, elsewhere)
    with pytest.raises(Invalid):
        await commands.record_measurement(
            owner.actor, new_id(), pilot_id, foreign.id, pilots.result()
        )
    with pytest.raises(NotFound):
        await commands.void_measurement(
            owner.actor, pilot_id, foreign.measurements[0].id, pilots.REASON
        )


async def test_another_bureau_records_nothing():
    other, pilot_id = await person("pilot_owner", OTHER), await pilots.running()
    owner = await person("pilot_owner")
    indicator = await first_indicator(owner, pilot_id)
    with pytest.raises(Exception, match="実証担当"):
        await commands.record_measurement(
            other.actor, new_id(), pilot_id, indicator.id, pilots.result()
        )
    assert await fetch("SELECT 1 FROM pilot_measurement") == []
