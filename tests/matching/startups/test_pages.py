"""Startups in the browser and through the API."""

from collections.abc import Callable

import httpx
import pytest

from foundation.database import fetch_value, transaction
from foundation.identity.signin.middleware import cookie_name
from foundation.identity.signin.sessions import open_session
from foundation.identity.signin.tokens import create_token
from matching.startups.company.profile import as_columns
from matching.startups.states import StartupState
from tests.factories.identity import api_client, issued, post, signed_in
from tests.factories.solutions import solution
from tests.factories.startups import corporate_number, newcomer, profile, startup

NewClient = Callable[..., httpx.AsyncClient]
REGISTER = "/startups/register"


def fields(**changes: str) -> dict[str, object]:
    """A form as a browser sends it."""
    values = as_columns(profile())
    founded = values.pop("founded_on")
    return {
        **{name: value or "" for name, value in values.items()},
        "founded_on-year": str(founded.year),
        "founded_on-month": str(founded.month),
        "founded_on-day": str(founded.day),
        **changes,
    }


async def newcomers_browser(new_client: NewClient, mark: str = "") -> httpx.AsyncClient:
    """A browser of a person without any role."""
    browser, actor = new_client(), await newcomer(mark)
    async with transaction():
        secret = await open_session(actor.account(), None)
    browser.cookies.set(cookie_name(), secret, domain="testserver.local")
    return browser


async def test_a_newcomer_registers_in_the_browser(new_client: NewClient):
    browser = await newcomers_browser(new_client)
    assert (await browser.get("/startups/mine")).headers["location"] == "/startups/register"
    sent = fields(id=await issued(browser, REGISTER))
    first = await post(browser, REGISTER, sent)
    again = await post(browser, REGISTER, sent)
    assert first.status_code == again.status_code == 303
    assert await fetch_value("SELECT count(*) FROM startup") == 1
    page = await browser.get("/startups/mine")
    assert "確認待ち" in page.text
    assert profile().name_ja in page.text


async def test_a_wrong_number_keeps_what_was_typed(new_client: NewClient):
    browser = await newcomers_browser(new_client)
    word = await issued(browser, REGISTER)
    sent = fields(id=word, corporate_number="1999900000001", name_en="Kept")
    answer = await post(browser, REGISTER, sent)
    assert answer.status_code == 422
    assert "検査用の数字" in answer.text
    assert 'value="Kept"' in answer.text
    assert "エラー：" in answer.text
    assert await fetch_value("SELECT count(*) FROM organisation") == 0


async def test_a_taken_number_in_the_browser(new_client: NewClient):
    await startup()
    browser = await newcomers_browser(new_client, "N")
    sent = fields(id=await issued(browser, REGISTER), corporate_number=corporate_number())
    answer = await post(browser, REGISTER, sent)
    assert answer.status_code == 422
    assert "招待を頼むか" in answer.text
    assert "people.example" not in answer.text


async def test_the_secretariat_reads_returns_and_confirms(new_client: NewClient):
    startup_id = await startup(state=StartupState.REGISTERED)
    office = await signed_in(new_client, "secretariat")
    assert profile().name_ja in (await office.get("/startups/review")).text
    assert "確認して公開する" in (await office.get(f"/startups/{startup_id}")).text
    empty = await post(office, f"/startups/{startup_id}/return", {"reason": "", "version": "1"})
    assert empty.status_code == 422
    done = await post(office, f"/startups/{startup_id}/confirm", {"version": "1"})
    assert done.status_code == 303
    stale = await post(office, f"/startups/{startup_id}/confirm", {"version": "1"})
    assert stale.status_code == 409
    assert "すでに確認されています" in stale.text


async def test_the_public_page_has_no_addresses_of_people(client: httpx.AsyncClient):
    startup_id = await startup()
    await solution(title_ja="見える解決策")
    for address in (f"/startups/{startup_id}", f"/en/startups/{startup_id}", "/startups"):
        page = await client.get(address)
        assert page.status_code == 200
        assert "secret-contact" not in page.text
    assert "見える解決策" in (await client.get(f"/startups/{startup_id}")).text
    answer = await client.get(f"/api/v1/startups/{startup_id}")
    assert answer.json()["profile"]["contact_email"] is None


async def test_a_stale_form_is_given_back(new_client: NewClient):
    startup_id = await startup()
    browser = await signed_in(new_client, "member")
    address = f"/startups/{startup_id}/edit"
    assert (await browser.get(address)).status_code == 200
    saved = await post(browser, address, fields(version="1", summary_ja="一つ目"))
    assert saved.status_code == 303
    stale = await post(browser, address, fields(version="1", summary_ja="二つ目"))
    assert stale.status_code == 409
    assert "二つ目" in stale.text
    assert await fetch_value("SELECT summary_ja FROM startup") == "一つ目"


async def test_the_whole_registration_by_the_api(new_client: NewClient):
    actor = await newcomer()
    token = (await create_token(actor, account_id=actor.account(), name="test")).token
    client = new_client(headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "one"})
    body = {name: value for name, value in as_columns(profile()).items() if value is not None}
    body["founded_on"] = "2019-06-03"
    made = await client.post("/api/v1/startups", json=body)
    assert made.status_code == 201, made.text
    again = await client.post("/api/v1/startups", json=body)
    assert again.json()["id"] == made.json()["id"]
    assert made.json()["profile"]["contact_email"]
    mine = await client.get("/api/v1/startups/mine")
    assert mine.json()["state"] == "registered"
    office = await api_client(new_client, "secretariat")
    waiting = await office.get("/api/v1/startups/review")
    assert [row["id"] for row in waiting.json()["items"]] == [made.json()["id"]]
    done = await office.post(f"/api/v1/startups/{made.json()['id']}/confirm", json={"version": 1})
    assert done.json()["state"] == "confirmed"
    listed = await new_client().get("/api/v1/startups")
    assert [row["id"] for row in listed.json()["items"]] == [made.json()["id"]]


async def test_problems_of_the_api_are_told_per_field(new_client: NewClient):
    actor = await newcomer()
    token = (await create_token(actor, account_id=actor.account(), name="test")).token
    client = new_client(headers={"Authorization": f"Bearer {token}"})
    answer = await client.post(
        "/api/v1/startups", json={"corporate_number": "1", "name_ja": "", "name_kana": "x"}
    )
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert {"corporate_number", "name_ja", "name_kana", "address_ja"} <= set(
        answer.json()["errors"]
    )


@pytest.mark.usefixtures("db")
async def test_pages_of_the_api_follow_each_other(client: httpx.AsyncClient):
    made = {str(await startup(mark)) for mark in ("一", "二", "三")}
    first = (await client.get("/api/v1/startups?limit=2")).json()
    second = (await client.get(f"/api/v1/startups?limit=2&cursor={first['next_cursor']}")).json()
    found = [row["id"] for row in first["items"] + second["items"]]
    assert len(found) == 3
    assert set(found) == made
    assert second["next_cursor"] is None
    assert (await client.get("/api/v1/startups?cursor=nonsense")).status_code == 422
