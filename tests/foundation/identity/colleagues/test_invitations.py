"""Invitations hold while the person who sent them may still invite."""

import re

import pytest

from foundation.access.actor import SYSTEM
from foundation.database import execute, fetch_value, transaction
from foundation.errors import Conflict
from foundation.identity import effects
from foundation.identity.accounts.commands import administration
from foundation.identity.colleagues import commands
from tests.factories.identity import person, post, sign_in
from tests.foundation.identity.conftest import PASSWORD, mails_to, token_in

EMAILS = ("jiro@startup.example", "saburo@startup.example")
JOIN = {"name": "見本 次郎", "password": PASSWORD}


async def invite(sender, email):
    """Invite and return the link's token."""
    await commands.invite_colleague(
        sender.actor,
        organisation_id=sender.organisation_id,
        email=email,
        role="member",
        address="192.0.2.1",
    )
    return token_in((await mails_to(email))[-1]["body"])


async def open_ones():
    return await fetch_value("SELECT count(*) FROM invitation WHERE state = 'open'")


async def withdrawals():
    return await fetch_value(
        "SELECT count(*) FROM audit_event WHERE action = 'invitation.withdrawn'"
    )


async def test_suspending_an_account_withdraws_what_it_sent(client):
    sender, operator = await person("member"), await person("operator")
    tokens = [await invite(sender, email) for email in EMAILS]
    await administration.suspend_account(operator.actor, sender.account_id)
    assert await open_ones() == 0
    assert await withdrawals() == len(EMAILS)
    await administration.reactivate_account(operator.actor, sender.account_id)
    for token in tokens:
        assert (await client.get("/invitation", params={"token": token})).status_code == 410
        assert (await post(client, "/invitation", {"token": token, **JOIN})).status_code == 410


async def test_ending_a_role_withdraws_what_was_sent_for_that_organisation_alone(db):
    sender, operator = await person("member"), await person("operator")
    other = await person("member", "（別）")
    await invite(other, EMAILS[1])
    await invite(sender, EMAILS[0])
    await administration.end_role(operator.actor, sender.account_id, sender.membership_id)
    assert await open_ones() == 1
    assert await withdrawals() == 1


async def test_a_role_that_did_not_invite_ends_without_them(db):
    sender = await person("member")
    async with transaction():
        another = await effects.add_membership(
            SYSTEM,
            account_id=sender.account_id,
            organisation_id=sender.organisation_id,
            role="certifier",
        )
    await invite(sender, EMAILS[0])
    async with transaction():
        await effects.end_membership(SYSTEM, another)
    assert await open_ones() == 1


@pytest.mark.parametrize(
    "ended",
    [
        "UPDATE account SET state = 'suspended', suspended_at = now() WHERE id = $1",
        "UPDATE membership SET state = 'ended', ended_at = now() WHERE account = $1",
    ],
)
async def test_accepting_looks_again_whether_the_sender_may_invite(client, ended):
    """As after a change that another process had not told yet."""
    sender = await person("member")
    token = await invite(sender, EMAILS[0])
    await execute(ended, sender.account_id)
    with pytest.raises(Conflict):
        await commands.accept_invitation(token=token, **JOIN)
    assert (await client.get("/invitation", params={"token": token})).status_code == 410
    assert await fetch_value("SELECT count(*) FROM account WHERE email = $1", EMAILS[0]) == 0


async def test_operators_see_what_an_account_has_sent(client):
    sender = await person("member")
    await invite(sender, EMAILS[0])
    await sign_in(client, await person("operator"))
    address = f"/admin/accounts/{sender.account_id}"
    page = await client.get(address)
    assert EMAILS[0] in page.text
    assert re.search("送った招待", page.text)
    await post(client, f"{address}/suspend")
    assert EMAILS[0] not in (await client.get(address)).text
