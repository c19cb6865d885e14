"""Whoever is stopped after wrong passwords is told how to get in, known or not; operators count people."""

import pytest

from foundation.access.actor import SYSTEM
from foundation.errors import TooMany
from foundation.identity.accounts.commands import administration
from foundation.identity.organisations.queries import organisation_for
from foundation.identity.signin import commands
from foundation.identity.signin.proof import WrongCredentials
from foundation.identity.signin.throttle import LIMITS
from foundation.identity.states import AttemptKind
from tests.factories.identity import person

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize("known", [True, False])
async def test_the_refusal_names_the_way_out(make_account, known):
    if known:
        await make_account("hanako@example.jp")
    for _try in range(LIMITS[AttemptKind.LOGIN].per_account):
        with pytest.raises(WrongCredentials):
            await commands.login("hanako@example.jp", "wrong password", "192.0.2.1")
    with pytest.raises(TooMany, match="パスワードを決め直して"):
        await commands.login("hanako@example.jp", "wrong password", "192.0.2.1")


async def test_one_person_in_three_roles_is_one_person():
    owner = await person("challenge_owner")
    bureau = owner.organisation_id
    assert bureau is not None
    for role in ("certifier", "purchaser"):
        await administration.give_role(SYSTEM, owner.account_id, role=role, organisation_id=bureau)
    assert (await organisation_for(SYSTEM, bureau)).people == 1
