"""Whom to tell: who acts for an organisation or in a role to this day, and nobody who has left."""

import pytest

from foundation.database import execute
from foundation.identity.accounts.readers import members_of, people, still_acting
from foundation.mail import Reader
from pitch.contests.permissions import Permission
from tests.factories.identity import OTHER, Person, person

pytestmark = pytest.mark.usefixtures("application", "db")


def reader(who: Person) -> Reader:
    return Reader(email=who.email, language="ja", name=who.name)


async def leave(who: Person) -> None:
    await execute(
        "UPDATE membership SET state = 'ended', ended_at = now() WHERE id = $1", who.membership_id
    )


async def close(who: Person) -> None:
    await execute(
        "UPDATE account SET state = 'suspended', suspended_at = now() WHERE id = $1", who.account_id
    )


async def test_members_are_those_who_act_for_the_organisation_each_once():
    owner, certifier = await person("challenge_owner"), await person("certifier")
    await person("certifier", OTHER)
    bureau = owner.organisation_id
    assert bureau is not None
    both = sorted([reader(owner), reader(certifier)], key=lambda one: one.email)
    assert await members_of(bureau) == both
    await leave(certifier)
    assert await members_of(bureau) == [reader(owner)]
    await close(owner)
    assert await members_of(bureau) == []


async def test_whoever_left_the_organisation_or_the_role_is_told_no_more():
    judge, owner = await person("judge"), await person("challenge_owner")
    asked = [judge.account_id, owner.account_id, None]
    assert await still_acting(asked, permission=Permission.JUDGE) == [reader(judge)]
    assert await still_acting(asked, organisation_id=owner.organisation_id) == [reader(owner)]
    await leave(judge)
    assert await still_acting(asked, permission=Permission.JUDGE) == []
    await close(owner)
    assert await still_acting(asked, organisation_id=owner.organisation_id) == []


async def test_people_are_told_while_their_account_is_in_use():
    judge, owner = await person("judge"), await person("challenge_owner")
    await leave(judge)
    await close(owner)
    assert await people([judge.account_id, owner.account_id]) == [reader(judge)]
