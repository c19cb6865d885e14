"""What is begun or changes while bureaus are merged and closed is not left behind."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from foundation.access.actor import SYSTEM
from foundation.database import (
    execute,
    fetch,
    fetch_one,
    fetch_value,
)
from foundation.errors import Conflict, Invalid
from foundation.identity.accounts.commands import administration
from foundation.identity.organisations.contents import contents_of
from foundation.identity.organisations.reorganising import Fate
from foundation.ids import new_id
from matching.challenges.commands import ChallengeRecord, create_challenge
from tests.conftest import NOW
from tests.factories import challenges
from tests.factories.identity import person
from tests.portal.reorganising.conftest import (
    close,
    merge,
)
from tests.races import while_another_writes


async def test_nothing_is_begun_in_a_bureau_that_has_ended(two: tuple[UUID, UUID]):
    owner = await person("challenge_owner")
    await merge(*two)
    with pytest.raises(Conflict):
        await create_challenge(owner.actor, new_id(), challenges.content())
    with pytest.raises(Conflict):
        await administration.give_role(
            SYSTEM, owner.account_id, role="certifier", organisation_id=two[0]
        )
    assert await fetch_value("SELECT count(*) FROM challenge") == 0


async def test_a_draft_begun_meanwhile_is_not_left_behind(two: tuple[UUID, UUID]):
    owner = await person("challenge_owner")

    async def begin() -> Any:
        return await create_challenge(owner.actor, new_id(), challenges.content())

    done = await asyncio.gather(begin(), merge(*two), begin(), return_exceptions=True)
    assert all(one is None or isinstance(one, Conflict | ChallengeRecord) for one in done)
    if done[1] is not None:
        await merge(*two)
    assert await fetch_value("SELECT state FROM organisation WHERE id = $1", two[0]) == "merged"
    made = {one.id for one in done if isinstance(one, ChallengeRecord)}
    rows = await fetch("SELECT id, organisation FROM challenge")
    assert {row["id"]: row["organisation"] for row in rows} == dict.fromkeys(made, two[1])


SUBMIT = (
    "UPDATE challenge SET state = 'submitted', submitted_at = $2, submitted_by = created_by, "
    "version = version + 1 WHERE id = $1"
)


@pytest.mark.parametrize("end", ["merge", "close"])
async def test_what_changes_its_state_meanwhile_is_not_left_behind(
    end: str, two: tuple[UUID, UUID]
):
    bureau, into = two
    draft = await challenges.draft()

    async def handed_over() -> None:
        if end == "merge":
            await merge(bureau, into)
            return
        kinds = [line.holding.key for line in (await contents_of(bureau)).lines]
        await close(bureau, into, **dict.fromkeys(kinds, Fate.HAND_OVER))

    with pytest.raises(Conflict, match="中身が変わりました"):
        await while_another_writes(SUBMIT, draft, NOW, command=handed_over())
    assert await fetch_value("SELECT state FROM organisation WHERE id = $1", bureau) == "active"
    await handed_over()
    row = await fetch_one("SELECT organisation, state FROM challenge WHERE id = $1", draft)
    assert row == {"organisation": into, "state": "submitted"}


async def test_one_record_in_the_place_of_another_is_a_change(two: tuple[UUID, UUID]):
    first, second = await challenges.draft(), await challenges.submitted()
    before = await contents_of(two[0])
    await execute(SUBMIT, first, NOW)
    await execute(
        "UPDATE challenge SET state = 'draft', submitted_at = NULL, submitted_by = NULL "
        "WHERE id = $1",
        second,
    )
    after = await contents_of(two[0])
    assert before.counts == after.counts and before.seen != after.seen


async def test_two_operators_who_merge_both_ways_do_not_wait_for_each_other(two: tuple[UUID, UUID]):
    one, other = two
    done = await asyncio.gather(merge(one, other), merge(other, one), return_exceptions=True)
    refused = [error for error in done if error is not None]
    assert len(refused) == 1 and isinstance(refused[0], Invalid | Conflict)
