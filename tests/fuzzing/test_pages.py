"""Pages answer whatever is sent to them, to whoever sends it."""

import time
from random import Random

import pytest
from litestar import Litestar

from tests.fuzzing import SECONDS, SEED
from tests.fuzzing.faults import Fault
from tests.fuzzing.pages import Walk
from tests.fuzzing.visitors import NewClient, everybody

PAGES = 60
REQUESTS = 80
VISITORS = 9


@pytest.mark.slow
async def test_no_page_fails_on_strange_input(new_client: NewClient, application: Litestar):
    faults: list[Fault] = []
    sent = 0
    visitors = await everybody(new_client)
    assert len(visitors) == VISITORS
    for visitor in visitors:
        walk = Walk(visitor, Random(f"{SEED} {visitor.name}"))
        await walk.look_around(application, PAGES)
        await walk.send_strange(REQUESTS, time.monotonic() + SECONDS / VISITORS)
        faults += walk.faults.values()
        sent += walk.sent
    assert not faults, "\n".join(str(fault) for fault in faults)
    assert sent > VISITORS * REQUESTS
