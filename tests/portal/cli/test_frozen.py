"""`kingsalmon shortlists verify`, and its sisters, on the tests' database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from foundation.database import ANY_VERSION, execute, fetch_value, transaction
from foundation.ids import new_id
from foundation.jobs import run_pending
from foundation.settings import Settings
from matching.matcher.commands.shortlist import shortlist_solution
from matching.matcher.freezing.commands import freeze_shortlist
from tests.command_line import kingsalmon
from tests.factories import challenges
from tests.factories.identity import person
from tests.factories.solutions import solution

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


async def test_a_list_rewritten_together_with_its_hash_is_named(settings: Settings, frozen: None):
    async with _in_the_hands_of_a_stranger():
        new = "replace(content, '見本', '別の')"
        await execute(
            f"UPDATE frozen_shortlist SET content = {new}, "
            f"sha256 = encode(sha256(convert_to({new}, 'UTF8')), 'hex')"
        )
    code, out, err = await kingsalmon(settings, "shortlists", "verify")
    assert code == 1
    assert "its hash is not the one that the audit trail holds" in out
    assert "Lists with problems: 1." in err


async def test_a_list_that_is_gone_is_named(settings: Settings, frozen: None):
    challenge_id = await fetch_value("SELECT challenge FROM frozen_shortlist")
    async with _in_the_hands_of_a_stranger():
        await execute("DELETE FROM frozen_shortlist")
    code, out, _err = await kingsalmon(settings, "shortlists", "verify")
    assert code == 1
    assert f"challenge {challenge_id}, list 1: it is gone" in out


async def test_a_list_that_the_trail_does_not_know_is_named(settings: Settings, frozen: None):
    async with _in_the_hands_of_a_stranger():
        await execute("UPDATE frozen_shortlist SET id = gen_random_uuid()")
    code, out, _err = await kingsalmon(settings, "shortlists", "verify")
    assert code == 1
    assert "the audit trail does not tell that it was frozen" in out
    assert "list 1: it is gone" in out


@asynccontextmanager
async def _in_the_hands_of_a_stranger() -> AsyncIterator[None]:
    async with transaction():
        await execute("SET LOCAL session_replication_role = 'replica'")
        yield
