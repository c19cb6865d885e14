"""Operators: accounts made, found, suspended; roles given; nobody decides about themselves."""

import pytest

from foundation.database import DB, execute, fetch_value
from foundation.email_address import canonical
from foundation.errors import NotPermitted
from foundation.identity.accounts import queries
from foundation.identity.accounts.commands import administration
from foundation.identity.signin import commands
from foundation.identity.tables import SET_ASIDE
from tests.factories.identity import issued, organisation, person, post, sign_in
from tests.foundation.identity.conftest import PASSWORD, mails_to, token_in

EMAIL = "saburo@bureau.example"


@pytest.fixture
async def operator(client):
    who = await person("operator")
    await sign_in(client, who)
    return who


async def test_a_new_account_sets_its_password_by_mail(client, new_client, operator):
    bureau = await organisation("bureau")
    form = {
        "id": await issued(client, "/admin/accounts/new"),
        "email": EMAIL,
        "name": "見本 三郎",
        "role": "certifier",
        "organisation": str(bureau),
    }
    response = await post(client, "/admin/accounts", form)
    assert response.status_code == 303
    account_id = await queries.account_id_of(EMAIL)
    assert response.headers["location"] == f"/admin/accounts/{account_id}"
    token = token_in((await mails_to(EMAIL))[0]["body"])
    async with new_client() as browser:
        await post(browser, "/password/reset", {"token": token, "password": PASSWORD})
        response = await post(browser, "/login", {"email": EMAIL, "password": PASSWORD})
        assert response.status_code == 303
        assert "見本 三郎" in (await browser.get("/account")).text


async def test_role_and_organisation_must_go_together(client, operator):
    bureau, startup = await organisation("bureau"), await organisation("startup")
    for role, chosen in (
        ("judge", bureau),
        ("certifier", None),
        ("certifier", startup),
        ("member", bureau),
    ):
        word = await issued(client, "/admin/accounts/new")
        form = {"id": word, "email": EMAIL, "name": "見本 三郎", "role": role}
        if chosen:
            form["organisation"] = str(chosen)
        response = await post(client, "/admin/accounts", form)
        assert response.status_code == 422, (role, chosen)
        assert EMAIL in response.text
    assert await queries.account_id_of(EMAIL) is None


async def test_an_address_has_one_account(client, operator):
    word = await issued(client, "/admin/accounts/new")
    form = {"id": word, "email": operator.email.upper(), "name": "だれか"}
    response = await post(client, "/admin/accounts", form)
    assert response.status_code == 422
    assert "すでにあります" in response.text


async def test_suspend_and_reactivate(client, operator):
    judge = await person("judge")
    address = f"/admin/accounts/{judge.account_id}"
    assert (await post(client, f"{address}/suspend")).status_code == 303
    assert "停止中" in (await client.get(address)).text
    assert (await post(client, f"{address}/suspend")).status_code == 409
    assert (await post(client, f"{address}/reactivate")).status_code == 303
    assert (
        await fetch_value("SELECT state FROM account WHERE id = $1", judge.account_id) == "active"
    )


async def test_an_account_set_aside_by_an_upgrade_says_so_and_stays_suspended(client, operator):
    judge = await person("judge")
    key = f"{SET_ASIDE}{judge.account_id}"
    await execute(
        "UPDATE account SET email_canonical = $2, state = 'suspended', suspended_at = now() "
        "WHERE id = $1",
        judge.account_id,
        key,
    )
    address = f"/admin/accounts/{judge.account_id}"
    assert "同じメールアドレスのアカウントがもう一つある" in (await client.get(address)).text
    assert "同じアドレスがもう一つ" in (await client.get("/admin/accounts")).text
    assert (await post(client, f"{address}/reactivate")).status_code == 409
    assert canonical(key) != key


async def test_roles_given_and_ended(client, operator):
    judge, bureau = await person("judge"), await organisation("bureau")
    address = f"/admin/accounts/{judge.account_id}"
    form = {"role": "purchaser", "organisation": str(bureau)}
    assert (await post(client, f"{address}/roles", form)).status_code == 303
    assert (await post(client, f"{address}/roles", {"role": "purchaser"})).status_code == 422
    page = await client.get(address)
    assert "契約担当" in page.text and "審査員" in page.text
    response = await post(client, f"{address}/roles/{judge.membership_id}/end")
    assert response.status_code == 303
    assert await fetch_value("SELECT role FROM membership WHERE state = 'active' AND account = $1",
                             judge.account_id) == "purchaser"  # fmt: skip
    other = await person("judge", "乙")
    response = await post(client, f"{address}/roles/{other.membership_id}/end")
    assert response.status_code == 404


async def test_nobody_decides_about_themselves(client, operator):
    address = f"/admin/accounts/{operator.account_id}"
    assert (await post(client, f"{address}/suspend")).status_code == 403
    assert (await post(client, f"{address}/roles", {"role": "judge"})).status_code == 403
    response = await post(client, f"{address}/roles/{operator.membership_id}/end")
    assert response.status_code == 403


async def test_only_operators(client):
    victim = await person("judge")
    for role in ("certifier", "member", "secretariat", "judge"):
        who = await person(role, "甲")
        await sign_in(client, who)
        assert (await client.get("/admin/accounts")).status_code == 403
        response = await post(client, f"/admin/accounts/{victim.account_id}/suspend")
        assert response.status_code == 403
        with pytest.raises(NotPermitted):
            await queries.list_accounts(who.actor)


async def test_search_and_pages(client, operator):
    for number in range(25):
        await person("judge", f"{number:02}")
    first = await client.get("/admin/accounts")
    assert "judge00" in first.text
    second = await client.get("/admin/accounts", params={"page": 2})
    assert second.status_code == 200
    assert "operator" in second.text
    found = await client.get("/admin/accounts", params={"q": "JUDGE07"})
    assert "judge07" in found.text and "judge08" not in found.text
    assert "ありません" in (await client.get("/admin/accounts", params={"q": "%_x"})).text


async def test_the_list_takes_the_same_few_queries_however_long(client, operator, monkeypatch):
    async def count() -> int:
        seen = 0
        original = type(DB.pool).acquire

        def counting(self, *args, **kwargs):
            nonlocal seen
            seen += 1
            return original(self, *args, **kwargs)

        with monkeypatch.context() as patch:
            patch.setattr(type(DB.pool), "acquire", counting)
            response = await client.get("/admin/accounts")
        assert response.status_code == 200
        return seen

    short = await count()
    for number in range(15):
        await person("judge", f"{number:02}")
    assert await count() == short <= 3


async def test_pages_in_english(client, operator):
    for path in ("/en/login", "/en/signup", "/en/account", "/en/admin/accounts", "/en/colleagues"):
        response = await client.get(path)
        assert response.status_code in (200, 403), path


async def test_from_the_command_line_with_a_password(db):
    from foundation.access.actor import SYSTEM

    created = await administration.create_account(
        SYSTEM, email=EMAIL, name="見本 三郎", role="operator", password=PASSWORD
    )
    assert created.password_link is None
    assert await mails_to(EMAIL) == []
    assert await commands.login(EMAIL, PASSWORD, "192.0.2.1")
