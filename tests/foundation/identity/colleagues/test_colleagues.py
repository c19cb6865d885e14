"""Colleagues: invited, joining, leaving, and only within their organisation."""

import re
from datetime import timedelta

import pytest

from foundation import clock
from foundation.access.actor import ANONYMOUS, SYSTEM
from foundation.database import fetch, fetch_one, fetch_value
from foundation.errors import NotPermitted
from foundation.identity.accounts.commands import registration
from foundation.identity.accounts.links import INVITATION_LIFETIME
from foundation.identity.colleagues import commands
from foundation.identity.signin import tokens
from foundation.ids import new_id
from tests.conftest import NOW
from tests.factories.identity import OTHER, issued, person, post, sign_in
from tests.foundation.identity.conftest import PASSWORD, answer_requests, mails_to, token_in

EMAIL = "jiro@startup.example"
JOIN = {"name": "見本 次郎", "password": PASSWORD}


async def invite(client, email=EMAIL, role="member"):
    page = await client.get("/colleagues")
    found = re.search(r'name="id" value="([^"]+)"', page.text)
    form = {"id": found[1] if found else "", "email": email, "role": role}
    return await post(client, "/colleagues/invitations", form)


async def test_a_new_colleague_joins_and_is_in(client, new_client):
    owner = await person("member")
    await sign_in(client, owner)
    response = await invite(client)
    assert response.status_code == 303
    assert EMAIL in (await client.get("/colleagues")).text
    token = token_in((await mails_to(EMAIL))[0]["body"])
    async with new_client() as browser:
        page = await browser.get("/invitation", params={"token": token})
        assert page.status_code == 200
        assert str(owner.organisation_name) in page.text
        response = await post(browser, "/invitation", {"token": token, **JOIN, "password": "no"})
        assert response.status_code == 422
        assert "見本 次郎" in response.text
        response = await post(browser, "/invitation", {"token": token, **JOIN})
        assert response.status_code == 303
        assert "見本 次郎" in (await browser.get("/account")).text
        assert (await post(browser, "/invitation", {"token": token, **JOIN})).status_code == 410
    row = await fetch_one(
        "SELECT m.organisation, m.role FROM membership m JOIN account a ON a.id = m.account "
        "WHERE a.email = $1",
        EMAIL,
    )
    assert row == {"organisation": owner.organisation_id, "role": "member"}


async def test_an_existing_account_gets_the_role_and_signs_in_as_usual(
    client, new_client, make_account
):
    await make_account(EMAIL, name="見本 次郎")
    await sign_in(client, await person("member"))
    await invite(client)
    token = token_in((await mails_to(EMAIL))[0]["body"])
    before = await fetch_value("SELECT password_hash FROM account WHERE email = $1", EMAIL)
    async with new_client() as browser:
        response = await post(browser, "/invitation", {"token": token, **JOIN, "name": "別人"})
        assert response.headers["location"] == "/login"
        assert "session" not in browser.cookies
    row = await fetch_one("SELECT name, password_hash FROM account WHERE email = $1", EMAIL)
    assert row == {"name": "見本 次郎", "password_hash": before}
    assert await fetch_value("SELECT count(*) FROM membership WHERE state = 'active'") == 2


async def test_an_unconfirmed_sign_up_by_somebody_else_is_taken_over(client, new_client):
    await registration.register(
        email=EMAIL, name="だれか", password="somebody else's secret", address="192.0.2.1"
    )
    await answer_requests()
    await sign_in(client, await person("member"))
    await invite(client)
    token = token_in((await mails_to(EMAIL))[-1]["body"])
    async with new_client() as browser:
        await post(browser, "/invitation", {"token": token, **JOIN})
        assert (await browser.get("/account")).status_code == 200
    async with new_client() as browser:
        response = await post(
            browser, "/login", {"email": EMAIL, "password": "somebody else's secret"}
        )
        assert response.status_code == 422


async def test_an_invitation_runs_out_and_can_be_withdrawn(client, new_client):
    await sign_in(client, await person("member"))
    await invite(client)
    token = token_in((await mails_to(EMAIL))[0]["body"])
    async with new_client() as browser:
        with clock.frozen(NOW + INVITATION_LIFETIME + timedelta(seconds=1)):
            assert (await browser.get("/invitation", params={"token": token})).status_code == 410
        invitation_id = await fetch_value("SELECT id FROM invitation")
        response = await post(client, f"/colleagues/invitations/{invitation_id}/withdraw")
        assert response.status_code == 303
        assert (await post(browser, "/invitation", {"token": token, **JOIN})).status_code == 410
    again = await post(client, f"/colleagues/invitations/{invitation_id}/withdraw")
    assert again.status_code == 409
    assert await fetch_value("SELECT count(*) FROM account WHERE email = $1", EMAIL) == 0


async def test_inviting_again_replaces_and_a_double_click_does_not(client):
    await sign_in(client, await person("member"))
    form = {"id": await issued(client, "/colleagues"), "email": EMAIL, "role": "member"}
    for _click in range(2):
        response = await post(client, "/colleagues/invitations", form)
        assert response.status_code == 303
    assert len(await mails_to(EMAIL)) == 1
    await invite(client)
    states = await fetch("SELECT state FROM invitation ORDER BY created_at, id")
    assert sorted(row["state"] for row in states) == ["open", "withdrawn"]
    assert len(await mails_to(EMAIL)) == 2


async def test_only_roles_of_the_kind_of_organisation(client):
    await sign_in(client, await person("member"))
    for role in ("operator", "certifier", "secretariat", "nonsense"):
        response = await invite(client, role=role)
        assert response.status_code == 422, role
    assert await fetch_value("SELECT count(*) FROM invitation") == 0


async def test_who_is_in_already(client):
    owner = await person("member")
    await sign_in(client, owner)
    response = await invite(client, email=owner.email.upper())
    assert response.status_code == 422
    assert "すでに" in response.text


async def test_only_some_roles_invite(client):
    await sign_in(client, await person("certifier"))
    assert (await client.get("/colleagues")).status_code == 200
    assert (await invite(client, role="certifier")).status_code == 403


async def test_another_organisation_sees_and_ends_nothing(client, new_client):
    ours = await person("member", "甲")
    theirs = await person("member", "乙")
    async with new_client() as browser:
        await sign_in(browser, theirs)
        await invite(browser)
    invitation_id = await fetch_value("SELECT id FROM invitation")
    await sign_in(client, ours)
    page = await client.get("/colleagues")
    assert theirs.email not in page.text
    assert EMAIL not in page.text
    for path in (
        f"/colleagues/{theirs.membership_id}/end",
        f"/colleagues/invitations/{invitation_id}/withdraw",
    ):
        assert (await post(client, path)).status_code == 404
    assert await fetch_value("SELECT count(*) FROM membership WHERE state = 'ended'") == 0
    assert await fetch_value("SELECT state FROM invitation") == "open"


async def test_ending_a_colleague_but_not_oneself(client, new_client):
    owner = await person("member")
    await sign_in(client, owner)
    await invite(client)
    token = token_in((await mails_to(EMAIL))[0]["body"])
    async with new_client() as browser:
        await post(browser, "/invitation", {"token": token, **JOIN})
        other = await fetch_value("SELECT id FROM membership WHERE account <> $1", owner.account_id)
        assert (await browser.get("/colleagues")).status_code == 200
        assert (await post(client, f"/colleagues/{other}/end")).status_code == 303
        assert (await browser.get("/colleagues")).status_code == 403
    response = await post(client, f"/colleagues/{owner.membership_id}/end")
    assert response.status_code == 403


async def test_over_the_api(client):
    owner = await person("member")
    created = await tokens.create_token(SYSTEM, account_id=owner.account_id, name="道具")
    headers = {"Authorization": f"Bearer {created.token}", "Idempotency-Key": "once"}
    for _click in range(2):
        response = await client.post(
            "/api/v1/invitations", json={"email": EMAIL, "role": "member"}, headers=headers
        )
        assert response.status_code == 201
    assert len(await mails_to(EMAIL)) == 1
    people = await client.get("/api/v1/colleagues", headers=headers)
    assert [row["email"] for row in people.json()] == [owner.email]


async def test_anonymous_readers_are_sent_to_sign_in(client):
    for path in ("/account", "/colleagues", "/admin/accounts"):
        response = await client.get(path)
        assert response.status_code == 303
        assert response.headers["location"] == f"/login?next={path}"


async def test_the_commands_ask_themselves_who_may_invite(db):
    member = await person("member")
    stranger = await person("member", OTHER)
    assert member.organisation_id is not None
    for actor in (stranger.actor, (await person("judge")).actor, ANONYMOUS):
        with pytest.raises(NotPermitted):
            await commands.invite_colleague(
                actor,
                organisation_id=member.organisation_id,
                email="new@example.jp",
                role="member",
                address="192.0.2.1",
            )
        with pytest.raises(NotPermitted):
            await commands.withdraw_invitation(
                actor, organisation_id=member.organisation_id, invitation_id=new_id()
            )
    assert await fetch_value("SELECT count(*) FROM invitation") == 0
