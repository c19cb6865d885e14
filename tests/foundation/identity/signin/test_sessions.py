"""Sessions: never adopted, rotated, limited, ended."""

from datetime import timedelta

import httpx
import pytest

from foundation import clock
from foundation.access.actor import SYSTEM
from foundation.database import execute, fetch_one, fetch_value, transaction
from foundation.identity import effects
from foundation.identity.accounts.commands import administration
from foundation.identity.organisations import reorganising
from foundation.identity.organisations.contents import contents_of
from foundation.identity.secrets import hash_of
from tests.conftest import NOW
from tests.factories.identity import organisation, person, post, sign_in
from tests.foundation.identity.conftest import PASSWORD

LOGIN = {"email": "hanako@example.jp", "password": PASSWORD}


async def sessions() -> int:
    return int(await fetch_value("SELECT count(*) FROM login_session"))


async def is_signed_in(browser: httpx.AsyncClient) -> bool:
    return (await browser.get("/account")).status_code == 200


async def test_a_reader_gets_no_session(client):
    for path in ("/", "/login", "/signup", "/password/forgot"):
        response = await client.get(path)
        assert response.status_code == 200
        assert "session" not in response.cookies
    assert await sessions() == 0


async def test_sign_in_and_out(client, make_account):
    await make_account()
    response = await post(client, "/login", {**LOGIN, "next": "/account"})
    assert response.status_code == 303
    assert response.headers["location"] == "/account"
    cookie = next(v for v in response.headers.get_list("set-cookie") if v.startswith("session="))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
    assert "Max-Age" not in cookie
    page = await client.get("/account")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "見本 花子" in page.text
    response = await post(client, "/logout")
    assert response.status_code == 303
    assert await sessions() == 0
    assert not await is_signed_in(client)


async def test_the_secret_is_kept_as_a_hash_only(client, make_account):
    await make_account()
    await post(client, "/login", LOGIN)
    secret = client.cookies["session"]
    row = await fetch_one("SELECT * FROM login_session")
    assert row is not None
    assert secret not in repr(row)
    assert row["token_hash"] == hash_of(secret)


async def test_signing_in_makes_a_new_id_and_ends_the_old(client, make_account):
    await make_account()
    await post(client, "/login", LOGIN)
    first = client.cookies["session"]
    await post(client, "/login", LOGIN)
    assert client.cookies["session"] != first
    assert await sessions() == 1
    assert await fetch_value("SELECT token_hash FROM login_session") != hash_of(first)


async def test_an_invented_id_is_never_adopted(client, new_client, make_account):
    await make_account()
    client.cookies.set("session", "attacker-chosen", domain="testserver.local")
    response = await post(client, "/login", LOGIN)
    cookie = next(v for v in response.headers.get_list("set-cookie") if v.startswith("session="))
    assert "attacker-chosen" not in cookie
    async with new_client() as attacker:
        attacker.cookies.set("session", "attacker-chosen", domain="testserver.local")
        assert not await is_signed_in(attacker)


async def test_an_unknown_id_is_refused_and_taken_away(client):
    client.cookies.set("session", "who-knows", domain="testserver.local")
    response = await client.get("/")
    assert response.status_code == 200
    cookies = response.headers.get_list("set-cookie")
    assert any(v.startswith(('session=""', "session=;")) for v in cookies)
    assert any("Max-Age=0" in v for v in cookies)


async def test_idle_limit(client, make_account, settings):
    await make_account()
    await post(client, "/login", LOGIN)
    limit = timedelta(minutes=settings.session_idle_minutes)
    with clock.frozen(NOW + limit - timedelta(seconds=1)):
        assert await is_signed_in(client)
    with clock.frozen(NOW + 2 * limit - timedelta(seconds=2)):
        assert await is_signed_in(client)
    with clock.frozen(NOW + 3 * limit):
        assert not await is_signed_in(client)


async def test_absolute_limit_holds_however_busy(client, make_account, settings):
    await make_account()
    await post(client, "/login", LOGIN)
    step = timedelta(minutes=settings.session_idle_minutes) - timedelta(minutes=1)
    end = NOW + timedelta(hours=settings.session_absolute_hours)
    at = NOW
    while at + step < end:
        at += step
        with clock.frozen(at):
            assert await is_signed_in(client)
    with clock.frozen(end):
        assert not await is_signed_in(client)


async def test_last_seen_is_written_once_a_minute_at_most(client, make_account):
    await make_account()
    await post(client, "/login", LOGIN)
    with clock.frozen(NOW + timedelta(seconds=59)):
        await client.get("/account")
        assert await fetch_value("SELECT last_seen_at FROM login_session") == NOW
    with clock.frozen(NOW + timedelta(seconds=60)):
        await client.get("/account")
        assert await fetch_value("SELECT last_seen_at FROM login_session") > NOW


async def test_switching_roles_rotates_and_keeps_the_end(client, make_account):
    bureau = await organisation("bureau")
    account_id = await make_account(role="certifier", organisation_id=bureau)
    async with transaction():
        other = await effects.add_membership(
            SYSTEM, account_id=account_id, organisation_id=bureau, role="purchaser"
        )
    await post(client, "/login", LOGIN)
    before, end = (
        client.cookies["session"],
        await fetch_value("SELECT expires_at FROM login_session"),
    )
    with clock.frozen(NOW + timedelta(minutes=5)):
        response = await post(
            client, "/session/membership", {"membership": str(other), "next": "/account"}
        )
        assert response.status_code == 303
    assert client.cookies["session"] != before
    row = await fetch_one("SELECT membership, expires_at FROM login_session")
    assert row == {"membership": other, "expires_at": end}
    assert await sessions() == 1


async def test_nobody_switches_to_the_role_of_another(client, make_account):
    await make_account()
    stranger = await person("operator")
    await post(client, "/login", LOGIN)
    response = await post(
        client, "/session/membership", {"membership": str(stranger.membership_id)}
    )
    assert response.status_code == 403
    assert await fetch_value("SELECT membership FROM login_session") is None


async def test_an_ended_role_loses_its_rights_at_once(client):
    operator = await person("operator")
    await sign_in(client, operator)
    assert (await client.get("/admin/accounts")).status_code == 200
    async with transaction():
        await effects.end_membership(SYSTEM, operator.membership_id)
    assert (await client.get("/admin/accounts")).status_code == 403


async def test_changing_the_password_ends_other_sessions(client, new_client, make_account):
    await make_account()
    await post(client, "/login", LOGIN)
    before = client.cookies["session"]
    async with new_client() as other:
        await post(other, "/login", LOGIN)
        response = await post(
            client,
            "/account/password",
            {"current": PASSWORD, "password": "another good password"},
        )
        assert response.status_code == 303
        assert not await is_signed_in(other)
    assert client.cookies["session"] != before
    assert await is_signed_in(client)


async def test_a_wrong_present_password_changes_nothing(client, make_account):
    await make_account()
    await post(client, "/login", LOGIN)
    before = await fetch_value("SELECT password_hash FROM account")
    response = await post(
        client, "/account/password", {"current": "wrong wrong wrong", "password": "x" * 20}
    )
    assert response.status_code == 422
    assert await fetch_value("SELECT password_hash FROM account") == before


async def test_suspension_ends_sessions(client, make_account):
    account_id = await make_account()
    await post(client, "/login", LOGIN)
    await administration.suspend_account(SYSTEM, account_id)
    assert not await is_signed_in(client)
    assert await sessions() == 0
    response = await post(client, "/login", LOGIN)
    assert response.status_code == 422
    assert "停止" in response.text


async def test_a_form_without_its_token_is_refused(client, make_account):
    await make_account()
    await client.get("/login")
    response = await client.post("/login", data=LOGIN)
    assert response.status_code == 403
    assert await sessions() == 0


async def test_next_leads_only_into_this_site(client, make_account):
    await make_account()
    for target in (
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "http:evil",
    ):
        response = await post(client, "/login", {**LOGIN, "next": target})
        assert response.headers["location"] == "/", target


async def test_an_english_reader_stays_in_english(client, make_account):
    await make_account()
    await client.get("/en/login?next=/en/account")
    response = await post(client, "/en/login", {**LOGIN, "next": "/en/account"})
    assert response.headers["location"] == "/en/account"


async def test_demo_login_by_one_click(client, make_account):
    account_id = await make_account(role="judge", demo_order=3)
    page = await client.get("/login")
    assert str(account_id) in page.text
    response = await post(client, "/login/demo", {"account": str(account_id)})
    assert response.status_code == 303
    assert await is_signed_in(client)


async def test_demo_login_only_for_marked_accounts(client, make_account):
    account_id = await make_account(role="judge")
    response = await post(client, "/login/demo", {"account": str(account_id)})
    assert response.status_code == 404
    assert await sessions() == 0


async def test_demo_login_only_in_the_demo(client, make_account, settings):
    from dataclasses import replace

    from foundation.settings import use

    account_id = await make_account(role="judge", demo_order=1)
    use(replace(settings, demo=False))
    try:
        response = await post(client, "/login/demo", {"account": str(account_id)})
    finally:
        use(settings)
    assert response.status_code == 404
    assert await sessions() == 0


async def test_expired_rows_are_swept(client, make_account, settings):
    from foundation.identity.jobs import sweep

    await make_account()
    await post(client, "/login", LOGIN)
    await execute("UPDATE login_session SET expires_at = $1", NOW + timedelta(hours=1))
    with clock.frozen(NOW + timedelta(hours=2)):
        await sweep()
    assert await sessions() == 0


@pytest.mark.parametrize("chosen", [True, False])
async def test_whose_role_ends_is_asked_for_another(client, make_account, chosen):
    bureau = await organisation("bureau")
    account_id = await make_account(role="certifier", organisation_id=bureau)
    async with transaction():
        first = await effects.add_membership(
            SYSTEM, account_id=account_id, organisation_id=bureau, role="certifier"
        )
        other = await effects.add_membership(
            SYSTEM, account_id=account_id, organisation_id=bureau, role="purchaser"
        )
    await post(client, "/login", LOGIN)
    if chosen:
        await post(client, "/session/membership", {"membership": str(first)})
    assert "の役割は終わりました" not in (await client.get("/")).text
    async with transaction():
        await effects.end_membership(SYSTEM, first)
    for _again in range(2):
        page = await client.get("/")
        assert "「見本局 認定担当」の役割は終わりました" in page.text
        assert str(other) in page.text
        assert "会社を登録する" not in page.text
        assert (await client.get("/colleagues")).status_code == 403
    form = {"current": PASSWORD, "password": "a quite new secret"}
    await post(client, "/account/password", form)
    assert (await client.get("/colleagues")).status_code == 403
    await post(client, "/session/membership", {"membership": str(other)})
    assert (await client.get("/colleagues")).status_code == 200
    assert "の役割は終わりました" not in (await client.get("/")).text


async def test_the_only_role_that_comes_after_the_end_of_another_is_acted_in(client):
    operator = await person("operator")
    await sign_in(client, operator)
    bureau = await organisation("bureau")
    async with transaction():
        await effects.end_membership(SYSTEM, operator.membership_id)
    assert "の役割は終わりました" in (await client.get("/")).text
    async with transaction():
        await effects.add_membership(
            SYSTEM, account_id=operator.account_id, organisation_id=bureau, role="certifier"
        )
    assert (await client.get("/colleagues")).status_code == 200


async def test_who_chose_no_role_goes_on_in_the_bureau_theirs_is_merged_into(client, make_account):
    bureau, into = await organisation("bureau"), await organisation("bureau", "（別）")
    account_id = await make_account(role="certifier", organisation_id=bureau)
    async with transaction():
        await effects.add_membership(
            SYSTEM, account_id=account_id, organisation_id=None, role="judge"
        )
    await post(client, "/login", LOGIN)
    seen = (await contents_of(bureau)).seen
    await reorganising.merge_organisation(SYSTEM, bureau, into, reason="組織改正", seen=seen)
    assert (await client.get("/colleagues")).status_code == 200
    assert "の役割は終わりました" not in (await client.get("/")).text
