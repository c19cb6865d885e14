"""The API answers every call as its document says, to a token of each role and to none."""

import httpx
import pytest

from tests.fuzzing import SECONDS, SEED
from tests.fuzzing.api import Calls
from tests.fuzzing.visitors import NewClient, everybody

EXAMPLES = 2
FEWEST = 300


@pytest.mark.slow
async def test_the_api_answers_as_its_document_says(
    new_client: NewClient, client: httpx.AsyncClient
):
    visitors = await everybody(new_client)
    document = (await client.get("/api/v1/openapi.json")).json()
    calls = Calls(document, visitors, SEED)
    await calls.go(EXAMPLES, SECONDS)
    assert not calls.faults, "\n".join(str(fault) for fault in calls.faults.values())
    assert calls.sent > FEWEST
