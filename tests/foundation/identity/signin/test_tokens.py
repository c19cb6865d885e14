"""Bearer tokens: on the API only, shown once, limited, revoked."""

from datetime import timedelta
from uuid import UUID

import pytest

from foundation import clock
from foundation.access.actor import SYSTEM
from foundation.database import execute, fetch_one, fetch_value, transaction
from foundation.identity import effects
from foundation.identity.accounts.commands import administration, credentials
from tests.conftest import NOW
from tests.factories.identity import issued, organisation, person, post, sign_in
from tests.foundation.identity.conftest import PASSWORD, mails_to, token_in

BY_PASSWORD = {"email": "hanako@example.jp", "password": PASSWORD, "name": "集計"}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def test_a_token_by_password_and_its_end(client, make_account):
    account_id = await make_account(role="certifier", organisation_id=await organisation("bureau"))
    response = await client.post("/api/v1/tokens", json=BY_PASSWORD)
    assert response.status_code == 201
    token = response.json()["token"]
    assert token.startswith("ks_")
    me = await client.get("/api/v1/me", headers=bearer(token))
    assert me.status_code == 200
    assert me.json()["account_id"] == str(account_id)
    assert me.json()["acting"]["role"] == "certifier"
    assert await fetch_value("SELECT last_used_at FROM api_token") == NOW
    response = await client.delete("/api/v1/tokens/current", headers=bearer(token))
    assert response.status_code == 204
    response = await client.get("/api/v1/me", headers=bearer(token))
    assert response.status_code == 401
    assert response.headers["content-type"].startswith("application/problem+json")


async def test_the_api_ignores_the_session_cookie(client):
    await sign_in(client, await person("operator"))
    assert (await client.get("/account")).status_code == 200
    response = await client.get("/api/v1/me")
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert (await client.get("//api/v1/me")).status_code in (401, 404)
    assert (await client.get("/en/api/v1/me")).status_code == 401


async def test_pages_ignore_bearer_tokens(client, make_account):
    await make_account()
    token = (await client.post("/api/v1/tokens", json=BY_PASSWORD)).json()["token"]
    response = await client.get("/account", headers=bearer(token))
    assert response.status_code == 303
    assert response.headers["location"].startswith("/login?next=")


async def test_a_wrong_password_is_refused_and_counted(client, make_account):
    await make_account()
    wrong = {**BY_PASSWORD, "password": "wrong wrong wrong"}
    for _try in range(10):
        response = await client.post("/api/v1/tokens", json=wrong)
        assert response.status_code == 401
    response = await client.post("/api/v1/tokens", json=BY_PASSWORD)
    assert response.status_code == 429
    assert response.headers["retry-after"] == "900"
    assert response.json()["type"].endswith("/problems/too-many")


async def test_fields_are_checked(client, make_account):
    await make_account()
    for change, field in (({"days": 0}, "days"), ({"days": 999}, "days"), ({"name": " "}, "name")):
        response = await client.post("/api/v1/tokens", json={**BY_PASSWORD, **change})
        assert response.status_code == 422
        assert field in response.json()["errors"]
    response = await client.post("/api/v1/tokens", json={**BY_PASSWORD, "colour": "blue"})
    assert response.status_code in (400, 422)
    assert await fetch_value("SELECT count(*) FROM api_token") == 0


async def test_a_token_runs_out(client, make_account):
    await make_account()
    response = await client.post("/api/v1/tokens", json={**BY_PASSWORD, "days": 1})
    token = response.json()["token"]
    with clock.frozen(NOW + timedelta(days=1)):
        assert (await client.get("/api/v1/me", headers=bearer(token))).status_code == 401


async def test_suspension_stops_tokens_for_good(client, make_account):
    account_id = await make_account()
    token = (await client.post("/api/v1/tokens", json=BY_PASSWORD)).json()["token"]
    await administration.suspend_account(SYSTEM, account_id)
    assert (await client.get("/api/v1/me", headers=bearer(token))).status_code == 401
    await administration.reactivate_account(SYSTEM, account_id)
    assert (await client.get("/api/v1/me", headers=bearer(token))).status_code == 401


async def test_the_account_page_shows_a_token_once(client, make_account):
    await make_account()
    await post(client, "/login", {"email": "hanako@example.jp", "password": PASSWORD})
    form = {"id": await issued(client, "/account"), "name": "集計の自動取得", "days": "30"}
    response = await post(client, "/account/tokens", form)
    assert response.status_code == 201
    token = response.text.split('id="new-token">')[1].split("<")[0]
    row = await fetch_one("SELECT * FROM api_token")
    assert row is not None and token not in repr(row)
    assert token not in (await client.get("/account")).text
    assert (await client.get("/api/v1/me", headers=bearer(token))).status_code == 200

    again = await post(client, "/account/tokens", form)
    assert again.status_code == 409
    assert await fetch_value("SELECT count(*) FROM api_token") == 1

    response = await post(client, f"/account/tokens/{row['id']}/revoke")
    assert response.status_code == 303
    assert (await client.get("/api/v1/me", headers=bearer(token))).status_code == 401


async def test_nobody_revokes_the_token_of_another(client, make_account):
    await make_account()
    token_id = (await client.post("/api/v1/tokens", json=BY_PASSWORD)).json()["id"]
    await sign_in(client, await person("operator"))
    response = await post(client, f"/account/tokens/{token_id}/revoke")
    assert response.status_code == 404
    assert await fetch_value("SELECT revoked_at FROM api_token") is None


async def test_a_token_acts_in_the_role_it_was_made_for_only(client, make_account):
    stranger = await person("operator")
    await make_account()
    response = await client.post(
        "/api/v1/tokens", json={**BY_PASSWORD, "membership_id": str(stranger.membership_id)}
    )
    assert response.status_code == 422


async def two_roles(make_account):
    """An account that may certify, and later also buys."""
    bureau = await organisation("bureau")
    account_id = await make_account(role="certifier", organisation_id=bureau)
    async with transaction():
        with clock.frozen(NOW + timedelta(hours=1)):
            await effects.add_membership(
                SYSTEM, account_id=account_id, organisation_id=bureau, role="purchaser"
            )
    certifying = await fetch_value("SELECT id FROM membership WHERE role = 'certifier'")
    return account_id, certifying


async def test_a_token_without_a_chosen_role_ends_with_the_one_it_got(client, make_account):
    account_id, certifying = await two_roles(make_account)
    token = (await client.post("/api/v1/tokens", json=BY_PASSWORD)).json()["token"]
    me = await client.get("/api/v1/me", headers=bearer(token))
    assert me.json()["acting"]["role"] == "certifier"
    await administration.end_role(SYSTEM, account_id, certifying)
    assert (await client.get("/api/v1/me", headers=bearer(token))).status_code == 401
    assert await fetch_value("SELECT revoked_at FROM api_token") == NOW


async def test_a_token_does_not_work_when_its_role_ended_without_it(client, make_account):
    _account_id, certifying = await two_roles(make_account)
    token = (await client.post("/api/v1/tokens", json=BY_PASSWORD)).json()["token"]
    await execute(
        "UPDATE membership SET state = 'ended', ended_at = now() WHERE id = $1", certifying
    )
    assert (await client.get("/api/v1/me", headers=bearer(token))).status_code == 401


async def test_a_token_made_on_the_page_acts_in_the_role_of_the_page(client):
    who = await person("certifier")
    await sign_in(client, who)
    form = {"id": await issued(client, "/account"), "name": "集計", "days": "30"}
    await post(client, "/account/tokens", form)
    assert await fetch_value("SELECT membership FROM api_token") == who.membership_id


@pytest.mark.parametrize(("asked", "works"), [({"end_tokens": "y"}, 401), ({}, 200)])
async def test_a_new_password_ends_tokens_unless_told_otherwise(client, make_account, asked, works):
    await make_account()
    token = (await client.post("/api/v1/tokens", json=BY_PASSWORD)).json()["token"]
    await post(client, "/login", {"email": "hanako@example.jp", "password": PASSWORD})
    page = (await client.get("/account")).text
    box = page.split('name="end_tokens"')[1].split(">")[0]
    assert "checked" in box
    answer = await post(
        client,
        "/account/password",
        {"current": PASSWORD, "password": "another long password", **asked},
    )
    assert answer.status_code == 303
    told = (await client.get("/account")).text
    assert ("APIの鍵を取り消しました" in told, "APIの鍵はそのまま" in told) == (
        works == 401,
        works == 200,
    )
    assert (await client.get("/api/v1/me", headers=bearer(token))).status_code == works


async def test_a_password_set_by_mail_ends_tokens(client, make_account):
    await make_account()
    token = (await client.post("/api/v1/tokens", json=BY_PASSWORD)).json()["token"]
    await credentials.request_password_reset(email="hanako@example.jp", address="192.0.2.1")
    (mail,) = await mails_to("hanako@example.jp")
    await credentials.reset_password(token=token_in(mail["body"]), password="another long password")
    assert (await client.get("/api/v1/me", headers=bearer(token))).status_code == 401


async def test_whoever_had_no_role_yet_acts_in_the_first_one(client, make_account):
    account_id = await make_account()
    token = (await client.post("/api/v1/tokens", json=BY_PASSWORD)).json()["token"]
    assert (await client.get("/api/v1/me", headers=bearer(token))).json()["acting"] is None
    startup = await organisation("startup")
    async with transaction():
        await effects.add_membership(
            SYSTEM, account_id=account_id, organisation_id=startup, role="member"
        )
    me = (await client.get("/api/v1/me", headers=bearer(token))).json()
    assert me["acting"]["organisation_id"] == str(startup)
    async with transaction():
        await effects.end_membership(SYSTEM, UUID(me["acting"]["id"]))
        await effects.add_membership(
            SYSTEM, account_id=account_id, organisation_id=None, role="judge"
        )
    assert (await client.get("/api/v1/me", headers=bearer(token))).status_code == 401
