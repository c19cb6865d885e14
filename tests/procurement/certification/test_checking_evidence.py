"""What a decision rested on is held against the audit trail, which was told its hash."""

from uuid import UUID

import pytest

from foundation.audit import check_frozen
from foundation.database import ANY_VERSION, execute, transaction
from foundation.ids import new_id
from procurement.certification import commands
from procurement.certification.grounds.evidence import FROZEN_DECISIONS
from tests.factories.certification import certification, certifier, content
from tests.factories.solutions import solution

pytestmark = pytest.mark.usefixtures("db")
REWRITTEN = (
    "UPDATE certification SET evidence = evidence || ' ', "
    "evidence_sha256 = encode(sha256(convert_to(evidence || ' ', 'UTF8')), 'hex')"
)


async def _decided() -> UUID:
    actor = await certifier()
    made = await commands.create_certification(actor, new_id(), await solution(), content=content())
    await commands.decide_certification(actor, made.id, ANY_VERSION, seen=ANY_VERSION)
    return made.id


@pytest.mark.parametrize(
    ("change", "problem"),
    [(REWRITTEN, "its hash is not the one"), ("DELETE FROM certification", "it is gone")],
)
async def test_evidence_that_is_not_as_it_was_decided_is_named(change: str, problem: str):
    decided = await _decided()
    [well] = await check_frozen(FROZEN_DECISIONS)
    assert (well.id, well.problems) == (decided, [])
    async with transaction():
        await execute("SET LOCAL session_replication_role = 'replica'")
        await execute(change)
    [found] = await check_frozen(FROZEN_DECISIONS)
    assert found.id == decided and found.problems[-1].startswith(problem)


async def test_a_decision_taken_back_leaves_nothing_to_check():
    decided = await _decided()
    await commands.take_back_certification(await certifier(), decided, "期間を誤った", ANY_VERSION)
    assert await check_frozen(FROZEN_DECISIONS) == []


async def test_evidence_of_the_past_is_held_against_what_was_told_when_it_was_taken_in():
    record_id = await certification()
    [well] = await check_frozen(FROZEN_DECISIONS)
    assert (well.id, well.problems) == (record_id, [])
