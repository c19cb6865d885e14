"""The search page and its parts, with and without scripts, in both languages."""

import pytest

from foundation.jobs.pending import run_pending
from tests.factories import challenges
from tests.factories.certification import certification
from tests.factories.solutions import solution

pytestmark = pytest.mark.usefixtures("db")


async def test_a_search_finds_marks_and_counts(client):
    await challenges.published()
    await certification(solution_id=await solution())
    await run_pending()
    page = await client.get("/search", params={"q": "移乗"})
    assert page.status_code == 200
    assert "<mark>移乗</mark>" in page.text
    assert "認定期間中" in page.text and "募集中" in page.text
