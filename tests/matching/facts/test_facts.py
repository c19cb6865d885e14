"""Facts are recorded from above, and hold by their dates."""

from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from foundation.clock import now
from foundation.database import NoTransaction, transaction
from foundation.i18n import using_language
from matching.facts.effects import record_fact, withdraw_fact
from matching.facts.kinds import FactKind, SubjectKind
from matching.facts.queries import facts_about

SOLUTION = UUID(int=1)
CERTIFICATION = UUID(int=2)
TERM = (date(2026, 4, 1), date(2029, 3, 31))


async def _record(**changes):
    values: dict[str, Any] = {
        "subject_kind": SubjectKind.SOLUTION,
        "subject_id": SOLUTION,
        "kind": FactKind.CERTIFIED,
        "label_ja": "R8-福祉-003",
        "label_en": "R8-Welfare-003",
        "valid_from": TERM[0],
        "valid_until": TERM[1],
        "source_kind": "certification",
        "source_id": CERTIFICATION,
        "published_at": now(),
    }
    async with transaction():
        return await record_fact(**(values | changes))


async def _known(on: date):
    return (await facts_about(SubjectKind.SOLUTION, [SOLUTION], on))[SOLUTION]


@pytest.mark.parametrize(
    ("on", "in_term"),
    [
        (date(2026, 3, 31), None),
        (date(2026, 4, 1), True),
        (date(2029, 3, 31), True),
        (date(2029, 4, 1), False),
    ],
)
async def test_in_term_follows_from_the_dates(db, on, in_term):
    await _record()
    assert [fact.in_term for fact in await _known(on)] == ([] if in_term is None else [in_term])


async def test_what_is_not_published_is_not_known(db):
    await _record(published_at=None)
    assert await _known(TERM[0]) == []


async def test_recorded_again_it_is_the_same_fact(db):
    first = await _record()
    assert await _record(label_ja="R8-福祉-004") == first
    assert [fact.label_ja for fact in await _known(TERM[0])] == ["R8-福祉-004"]


async def test_it_is_told_in_the_language_of_the_reader(db):
    await _record()
    (fact,) = await _known(TERM[0])
    with using_language("en"):
        assert fact.label == "R8-Welfare-003"


async def test_withdrawn_it_is_gone(db):
    await _record()
    async with transaction():
        await withdraw_fact(FactKind.CERTIFIED, "certification", CERTIFICATION)
    assert await _known(TERM[0]) == []


async def test_it_needs_the_transaction_of_its_cause(db):
    with pytest.raises(NoTransaction):
        await withdraw_fact(FactKind.CERTIFIED, "certification", CERTIFICATION)


async def test_a_term_does_not_end_before_it_begins(db):
    with pytest.raises(asyncpg.CheckViolationError):
        await _record(valid_until=date(2025, 3, 31))
