"""What waits to be sealed is one number, whoever asks; a look at all of the trail is asked for."""

from datetime import timedelta

import pytest

from foundation.audit import Status, look_over, status, verify, waiting
from foundation.audit.sealing.waiting import LOOK_BACK
from foundation.database import fetch_value
from tests.factories.audit import age, record_some, seal_all, tamper

pytestmark = pytest.mark.usefixtures("db")


async def test_an_event_behind_sealed_ones_waits_for_everybody(tmp_path):
    await record_some(2)
    await seal_all()
    assert await waiting() == await waiting(everything=True)
    assert (await waiting()).events == 0
    await age(timedelta(hours=3))
    await tamper("DELETE FROM audit_seal WHERE id = 1")
    found = await waiting()
    assert (found.events, found.old) == (1, 1) and found.seconds >= 3 * 60 * 60
    assert await status() == Status(sealed=2, unsealed=1)
    for look in (verify, look_over):
        assert "sealing_behind" in {problem.kind for problem in await look(tmp_path)}


async def test_a_quick_look_reads_the_latest_events_alone(tmp_path):
    await record_some(1)
    await fetch_value(
        "SELECT setval('audit_event_id_seq', last_value + $1) FROM audit_event_id_seq",
        LOOK_BACK + 1,
    )
    await record_some(1)
    await seal_all()
    await age(timedelta(hours=1))
    await tamper("UPDATE audit_event SET recorded_at = recorded_at - interval '2 hours'")
    await tamper("DELETE FROM audit_seal WHERE id = 1")
    assert ((await waiting()).events, (await waiting(everything=True)).events) == (0, 1)
    assert await status(everything=False) == Status(sealed=2, unsealed=0)
    kinds = [{problem.kind for problem in await look(tmp_path)} for look in (look_over, verify)]
    assert ["sealing_behind" in found for found in kinds] == [False, True]
