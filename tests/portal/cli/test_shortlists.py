"""`kingsalmon shortlists verify` on the tests' database."""

import pytest

from foundation.database import ANY_VERSION, execute, transaction
from foundation.ids import new_id
from foundation.jobs import run_pending
from foundation.settings import Settings
from matching.matcher.commands import shortlist_solution
from matching.matcher.freezing.commands import freeze_shortlist
from tests.factories import challenges
from tests.factories.identity import person
from tests.factories.solutions import solution
from tests.portal.cli.test_account import kingsalmon

CHECK = "frozen_shortlist_hashed"
HASHED = "CHECK (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex'))"


@pytest.fixture
async def frozen(db: None):
    owner = await person("challenge_owner")
    challenge_id, solution_id = await challenges.published(owner), await solution()
    await run_pending()
    await shortlist_solution(owner.actor, challenge_id, solution_id, "見本のメモ")
    await freeze_shortlist(owner.actor, challenge_id, new_id(), ANY_VERSION)


async def test_lists_as_they_were_frozen_pass(settings: Settings, frozen: None):
    code, out, err = await kingsalmon(settings, "shortlists", "verify")
    assert (code, err) == (0, "")
    assert "1 frozen lists checked." in out


async def test_a_changed_list_is_named(settings: Settings, frozen: None):
    await _rewrite("見本のメモ", "別のメモ")
    try:
        code, out, err = await kingsalmon(settings, "shortlists", "verify")
    finally:
        await _rewrite("別のメモ", "見本のメモ")
        await execute(f"ALTER TABLE frozen_shortlist ADD CONSTRAINT {CHECK} {HASHED}")
    assert code == 1
    assert "the hash does not belong to the content" in out and "Lists with problems: 1." in err


async def _rewrite(old: str, new: str) -> None:
    """As somebody with the whole database in their hands might."""
    async with transaction():
        await execute("SET LOCAL session_replication_role = 'replica'")
        await execute(f"ALTER TABLE frozen_shortlist DROP CONSTRAINT IF EXISTS {CHECK}")
        await execute("UPDATE frozen_shortlist SET content = replace(content, $1, $2)", old, new)
