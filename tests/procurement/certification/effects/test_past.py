"""Certifications of the past and of the sample data are taken in as they stand."""

from datetime import UTC, date, datetime

import pytest

from foundation.access.actor import SYSTEM
from foundation.database import fetch_value, transaction
from foundation.ids import new_id
from procurement.certification.queries import certification_for
from procurement.certification.states import CertificationState
from procurement.certification.views import Standing
from tests.factories.certification import certification, opinions
from tests.procurement.certification.steps import row_of

pytestmark = pytest.mark.usefixtures("db")


async def test_records_of_the_past_are_taken_in_once():
    long_ago = datetime(2021, 3, 30, 1, tzinfo=UTC)
    record_id = await certification(decided_at=long_ago, decision_number="R2-見本-001")
    await certification(certification_id=record_id)
    assert await fetch_value("SELECT count(*) FROM certification") == 1
    row = await row_of(record_id)
    assert (row["term_start"], row["term_end"]) == (date(2021, 3, 30), date(2023, 3, 31))
    assert (await certification_for(SYSTEM, record_id)).standing is Standing.EXPIRED


async def test_records_of_the_past_obey_the_rules_too():
    with pytest.raises(ValueError, match="opinions"):
        await certification(opinions=opinions(1))


@pytest.mark.parametrize("state", list(CertificationState))
async def test_every_state_can_be_taken_in(state):
    if state is not CertificationState.ABANDONED:
        record_id = await certification(state=state)
        assert (await row_of(record_id))["state"] == state


async def test_effects_want_a_transaction():
    from foundation.database.transactions import NoTransaction
    from procurement.certification.effects import write_opinions

    with pytest.raises(NoTransaction):
        await write_opinions(new_id(), [])
    async with transaction():
        await write_opinions(new_id(), [])
