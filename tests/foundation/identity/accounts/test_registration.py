"""Signing up: the same answer for everybody, a link that works once, no stranger's password."""

from datetime import timedelta

import pytest

from foundation import clock
from foundation.database import fetch_one, fetch_value
from foundation.errors import Invalid
from foundation.identity.accounts.commands import registration
from foundation.identity.accounts.links import CONFIRMATION_LIFETIME
from foundation.identity.signin import tokens
from tests.conftest import NOW
from tests.factories.identity import post
from tests.foundation.identity.conftest import PASSWORD, answer_requests, mails_to, token_in

FORM = {"email": "taro@startup.example", "name": "見本 太郎", "password": PASSWORD}


async def test_sign_up_confirm_and_be_in(client):
    response = await post(client, "/signup", FORM)
    assert response.headers["location"] == "/signup/sent"
    assert (await client.get("/signup/sent")).status_code == 200
    (mail,) = await mails_to(FORM["email"])
    token = token_in(mail["body"])

    response = await post(client, "/login", {"email": FORM["email"], "password": PASSWORD})
    assert response.status_code == 422
    assert "もう一度送りました" in response.text
    token = token_in((await mails_to(FORM["email"]))[-1]["body"])

    page = await client.get("/confirm-email", params={"token": token})
    assert page.status_code == 200
    assert await fetch_value("SELECT email_confirmed_at FROM account") is None
    response = await post(client, "/confirm-email", {"token": token, "password": PASSWORD})
    assert response.status_code == 303
    assert (await client.get("/account")).status_code == 200
    assert await fetch_value("SELECT email_confirmed_at FROM account") == NOW


async def test_opening_the_link_changes_nothing(client):
    await post(client, "/signup", FORM)
    token = token_in((await mails_to(FORM["email"]))[0]["body"])
    for _again in range(3):
        assert (await client.get("/confirm-email", params={"token": token})).status_code == 200
    assert await fetch_value("SELECT used_at FROM mail_link") is None


async def test_a_link_works_once(client, new_client):
    await post(client, "/signup", FORM)
    token = token_in((await mails_to(FORM["email"]))[0]["body"])
    await post(client, "/confirm-email", {"token": token, "password": PASSWORD})
    async with new_client() as other:
        response = await post(other, "/confirm-email", {"token": token, "password": PASSWORD})
        assert response.status_code == 410
        assert (await other.get("/confirm-email", params={"token": token})).status_code == 410
        assert "session" not in other.cookies


async def test_a_link_runs_out(client):
    await post(client, "/signup", FORM)
    token = token_in((await mails_to(FORM["email"]))[0]["body"])
    with clock.frozen(NOW + CONFIRMATION_LIFETIME):
        response = await post(client, "/confirm-email", {"token": token, "password": PASSWORD})
    assert response.status_code == 410
    assert await fetch_value("SELECT email_confirmed_at FROM account") is None


async def test_only_the_hash_of_a_link_is_kept(client):
    await post(client, "/signup", FORM)
    token = token_in((await mails_to(FORM["email"]))[0]["body"])
    assert token not in repr(await fetch_one("SELECT * FROM mail_link"))


async def test_whoever_signed_up_with_my_address_cannot_have_me_confirm_it(client):
    await post(client, "/signup", FORM)
    token = token_in((await mails_to(FORM["email"]))[0]["body"])
    response = await post(client, "/confirm-email", {"token": token, "password": "my own password"})
    assert response.status_code == 422
    assert await fetch_value("SELECT email_confirmed_at FROM account") is None


async def test_the_answer_does_not_tell_who_has_an_account(client, new_client, make_account):
    await make_account()
    async with new_client() as other:
        known = await post(other, "/signup", {**FORM, "email": "HANAKO@example.jp"})
    unknown = await post(client, "/signup", FORM)
    assert (known.status_code, known.text, known.headers["location"]) == (
        unknown.status_code,
        unknown.text,
        unknown.headers["location"],
    )
    (mail,) = await mails_to("hanako@example.jp")
    assert "すでにあります" in mail["body"]
    assert "token=" not in mail["body"]
    assert await fetch_value("SELECT count(*) FROM account") == 2
    assert (
        await fetch_value("SELECT name FROM account WHERE email = 'hanako@example.jp'")
        == "見本 花子"
    )


async def test_signing_up_again_replaces_the_first_try(client):
    await post(client, "/signup", FORM)
    first = token_in((await mails_to(FORM["email"]))[0]["body"])
    await post(client, "/signup", {**FORM, "name": "見本 次郎", "password": "a quite new secret"})
    second = token_in((await mails_to(FORM["email"]))[-1]["body"])
    assert (await client.get("/confirm-email", params={"token": first})).status_code == 410
    response = await post(
        client, "/confirm-email", {"token": second, "password": "a quite new secret"}
    )
    assert response.status_code == 303
    assert await fetch_value("SELECT name FROM account") == "見本 次郎"
    assert await fetch_value("SELECT count(*) FROM account") == 1


async def test_errors_stand_at_their_fields_and_the_form_comes_back(client):
    response = await post(
        client, "/signup", {"email": "taro@startup", "name": "見本 太郎", "password": "short"}
    )
    assert response.status_code == 422
    assert "taro@startup" in response.text
    assert "見本 太郎" in response.text
    assert "エラー：" in response.text
    assert "short" not in response.text
    response = await post(client, "/signup", {**FORM, "password": "aaaaaaaaaaaaaaaa"})
    assert "くり返し" in response.text
    response = await post(client, "/signup", {**FORM, "password": "my-taro-is-good"})
    assert "含めないで" in response.text
    assert await fetch_value("SELECT count(*) FROM account") == 0


async def test_too_many_mails_to_one_address(client):
    for _try in range(5):
        assert (await post(client, "/signup", FORM)).status_code == 303
    response = await post(client, "/signup", FORM)
    assert response.status_code == 429
    assert int(response.headers["retry-after"]) == 3600
    assert "13:01" in response.text
    assert len(await mails_to(FORM["email"])) == 5
    with clock.frozen(NOW + timedelta(hours=1)):
        assert (await post(client, "/signup", FORM)).status_code == 303


async def test_a_forgotten_password(client, new_client, make_account):
    account_id = await make_account()
    token_made = await tokens.create_token_by_password(
        email="hanako@example.jp", password=PASSWORD, address="192.0.2.1", name="集計"
    )
    async with new_client() as old:
        await post(old, "/login", {"email": "hanako@example.jp", "password": PASSWORD})
        known = await post(client, "/password/forgot", {"email": "hanako@example.jp"})
        unknown = await post(client, "/password/forgot", {"email": "nobody@example.jp"})
        assert known.headers["location"] == unknown.headers["location"] == "/password/sent"
        assert await mails_to("nobody@example.jp") == []
        token = token_in((await mails_to("hanako@example.jp"))[0]["body"])
        page = await client.get("/password/reset", params={"token": token})
        assert page.status_code == 200 and "APIの鍵は使えなくなります" in page.text
        form = {"token": token, "password": "a quite new secret"}
        response = await post(client, "/password/reset", form)
        assert response.headers["location"] == "/login"
        assert (await old.get("/account")).status_code == 303
    assert (await post(client, "/password/reset", form)).status_code == 410
    assert (
        await fetch_value("SELECT revoked_at FROM api_token WHERE id = $1", token_made.id)
    ) is not None
    for password, status in ((PASSWORD, 422), ("a quite new secret", 303)):
        response = await post(
            client, "/login", {"email": "hanako@example.jp", "password": password}
        )
        assert response.status_code == status
    assert "パスワードが変わりました" in (await mails_to("hanako@example.jp"))[-1]["subject"]
    assert await fetch_value("SELECT count(*) FROM account WHERE id = $1", account_id) == 1


async def test_a_reset_link_is_good_for_nothing_else(client, make_account):
    await make_account(confirmed=False)
    await post(client, "/password/forgot", {"email": "hanako@example.jp"})
    token = token_in((await mails_to("hanako@example.jp"))[0]["body"])
    response = await post(client, "/confirm-email", {"token": token, "password": PASSWORD})
    assert response.status_code == 410
    assert await fetch_value("SELECT email_confirmed_at FROM account") is None


@pytest.mark.parametrize("nothing", ["\u200b", "\u3164", "\u2800", "\ufeff", "\u00ad\u2060"])
async def test_a_name_that_nobody_sees_is_none(client, nothing):
    answer = await post(
        client, "/signup", {"email": FORM["email"], "name": nothing, "password": PASSWORD}
    )
    assert answer.status_code == 422
    with pytest.raises(Invalid) as refusal:
        await registration.register(
            email=FORM["email"], name=nothing, password=PASSWORD, address="192.0.2.1"
        )
    assert set(refusal.value.errors) == {"name"}


async def test_a_name_stays_as_its_holder_writes_it_on_one_line(client):
    await registration.register(
        email=FORM["email"],
        name=" \u845b\U000e0100城\u2028花\ufa19\u202e ",
        password=PASSWORD,
        address="192.0.2.1",
    )
    await answer_requests()
    assert await fetch_value("SELECT name FROM account") == "\u845b\U000e0100城 花\ufa19"
