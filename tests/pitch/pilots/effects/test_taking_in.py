"""Taking in pilots of the past: fixed ids and times, and results that have no figures."""

from datetime import UTC, date, datetime
from uuid import UUID

import asyncpg
import pytest

from foundation.access.actor import ANONYMOUS, SYSTEM
from foundation.database import execute, fetch_one, transaction
from matching.facts.queries import facts_about
from matching.vocabulary.provenance import Provenance
from pitch.pilots import effects, queries
from pitch.pilots.content import MeasurementContent
from pitch.pilots.effects import PastEvaluation, PastIndicator
from pitch.pilots.states import PilotState
from pitch.pilots.verdict import Standing
from tests.factories import pilots
from tests.factories.identity import person

pytestmark = pytest.mark.usefixtures("db")
PILOT, INDICATOR, RESULT = UUID(int=11), UUID(int=12), UUID(int=13)
DECIDED = datetime(2021, 3, 1, 1, 0, tzinfo=UTC)


async def take_in() -> bool:
    source, owner = await pilots.open_call(), await person("pilot_owner")
    member = await person("member")
    assert owner.organisation_id and member.organisation_id
    async with transaction():
        return await effects.take_in(
            SYSTEM,
            pilot_id=PILOT,
            organisation_id=owner.organisation_id,
            startup_id=member.organisation_id,
            source=source,
            content=pilots.plan(starts_on=date(2020, 10, 5), ends_on=date(2020, 12, 23)),
            indicators=[
                PastIndicator(
                    content=pilots.indicator(id=INDICATOR, baseline=1.0, target=None),
                    results=[
                        (
                            RESULT,
                            MeasurementContent(
                                measured_on=date(2020, 12, 23), note_ja="有意に減った。"
                            ),
                        )
                    ],
                )
            ],
            state=PilotState.EVALUATED,
            created_at=datetime(2020, 8, 24, tzinfo=UTC),
            agreed_at=datetime(2020, 10, 1, tzinfo=UTC),
            evaluation=PastEvaluation(
                content=pilots.finding(budget_year=2021), evaluated_at=DECIDED, published_at=DECIDED
            ),
            provenance=Provenance(
                programme="キングサーモンプロジェクト", sample_fields=["evaluation.outcome"]
            ),
        )


async def test_a_pilot_of_the_past_is_taken_in_once_and_is_public():
    assert await take_in() is True
    assert await take_in() is False
    view = await queries.pilot_for(ANONYMOUS, PILOT)
    assert view.state == "evaluated" and view.evaluation is not None
    assert view.evaluation.budget_year == 2021
    (indicator,) = view.indicators
    assert indicator.latest is not None and indicator.latest.value is None
    assert indicator.standing is Standing.NO_VALUE
    facts = (await facts_about("solution", [view.solution_id], date(2021, 3, 1)))[view.solution_id]
    assert [(fact.value, fact.valid_from) for fact in facts] == [("full_use", date(2021, 3, 1))]


async def test_what_no_source_tells_is_marked_wherever_it_is_shown(client):
    await take_in()
    (row,) = (await queries.list_pilots()).items
    assert row.outcome_sample
    (fact,) = (await facts_about("solution", [row.solution_id], date(2021, 3, 1)))[row.solution_id]
    assert fact.label_ja.startswith("本格導入（区分は見本）")
    for address in ("/pilots", f"/pilots/{PILOT}"):
        page = (await client.get(address)).text
        place = page.index("本格導入")
        assert "見本" in page[place : place + 120], address


async def test_the_database_keeps_states_and_columns_together():
    pilot_id = await pilots.running()
    for wrong in (
        "state = 'evaluated'",
        "state = 'planned'",
        "outcome = 'stop'",
        "published_at = now()",
        "ends_on = '2020-01-01'",
        "source_kind = 'contest_entry'",
    ):
        with pytest.raises(asyncpg.CheckViolationError):
            await execute(f"UPDATE pilot SET {wrong} WHERE id = $1", pilot_id)
    assert await fetch_one("SELECT 1 FROM pilot WHERE id = $1 AND state = 'running'", pilot_id)
