"""Bearer tokens: on the API only, shown once, limited, revoked."""

from datetime import timedelta

from foundation import clock
from foundation.database import fetch_one, fetch_value
from foundation.identity import commands
from foundation.identity.actor import SYSTEM
from tests.conftest import NOW
from tests.factories.identity import issued, organisation, person, post, sign_in
from tests.foundation.identity.conftest import PASSWORD

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
    await commands.suspend_account(SYSTEM, account_id)
    assert (await client.get("/api/v1/me", headers=bearer(token))).status_code == 401
    await commands.reactivate_account(SYSTEM, account_id)
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


async def test_whoever_had_no_role_yet_acts_in_the_first_one(client, make_account):
    from foundation.database import transaction
    from foundation.identity import effects

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
