"""Every result is held against the audit trail, which was told its hash when it was decided."""

import pytest

from foundation.audit import check_frozen
from foundation.database import execute, fetch_value, transaction
from pitch.judging.results.record import FROZEN_RESULTS
from tests.factories import judging

pytestmark = pytest.mark.usefixtures("db")
NEW = "replace(content, '見本', '別の')"
REWRITTEN = (
    f"UPDATE contest_result SET content = {NEW}, "
    f"sha256 = encode(sha256(convert_to({NEW}, 'UTF8')), 'hex')"
)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (REWRITTEN, "its hash is not the one"),
        ("DELETE FROM contest_result", "it is gone"),
    ],
)
async def test_a_result_that_is_not_as_it_was_decided_is_named(change: str, problem: str):
    await judging.published()
    result_id = await fetch_value("SELECT id FROM contest_result")
    [well] = await check_frozen(FROZEN_RESULTS)
    assert (well.id, well.problems) == (result_id, [])
    async with transaction():
        await execute("SET LOCAL session_replication_role = 'replica'")
        await execute(change)
    [found] = await check_frozen(FROZEN_RESULTS)
    assert found.id == result_id and found.problems[0].startswith(problem)
