"""Made-up records of any number in the demo: public, marked, once, and a larger number adds the rest."""

import pytest

from foundation import clock
from foundation.audit.checking.verification import verify
from foundation.database import fetch, fetch_value
from matching.solutions.content import LIMITS
from portal.demo.loading import load_demo
from portal.demo.loading.generated import load_generated
from tests.factories.audit import seal_all

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_made_up_solutions_are_public_and_their_companies_marked(db):
    await load_demo()
    before = await fetch_value("SELECT count(*) FROM solution")
    assert await load_generated(100) == 100
    rows = await fetch(
        "SELECT s.state, s.published_at, st.sample, st.state AS startup_state, s.title_ja, s.how_ja "
        "FROM solution s JOIN startup st ON st.id = s.startup "
        "WHERE st.corporate_number LIKE '_99995%'"
    )
    assert len(rows) == 100 == await fetch_value("SELECT count(*) FROM solution") - before
    assert {(row["state"], row["startup_state"], row["sample"]) for row in rows} == {
        ("published", "confirmed", True)
    }
    assert all(row["published_at"] <= clock.now() for row in rows)
    assert all(len(row["how_ja"]) <= LIMITS["how_ja"] for row in rows)
    assert await fetch_value(
        "SELECT count(*) FROM solution_edition e JOIN solution s ON s.id = e.solution "
        "JOIN startup st ON st.id = s.startup WHERE st.corporate_number LIKE '_99995%'"
    ) == len(rows)


async def test_a_larger_number_adds_what_is_missing_and_the_same_number_nothing(db):
    await load_demo()
    challenges = await fetch_value("SELECT count(*) FROM challenge")
    assert await load_generated(50) == 50
    assert await load_generated(50) == 0
    assert await load_generated(120) == 70
    assert await fetch_value("SELECT count(*) FROM challenge") == challenges + 2
    await seal_all()
    assert await verify() == []
