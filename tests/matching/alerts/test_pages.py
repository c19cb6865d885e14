"""The stop link works by one click and without signing in; the settings are each person's own."""

import re
from urllib.parse import urlencode
from uuid import UUID

import pytest
from itsdangerous import Signer

from foundation.database import fetch, fetch_value
from foundation.settings import current
from matching.alerts import queries
from matching.alerts.kinds import Frequency, Kind
from matching.alerts.sending.links import read_token, stop_token
from tests.factories.identity import api_client, issued, person, post, signed_in


@pytest.fixture
async def member(db):
    return await person("member")


async def wanted(member) -> dict[Kind, bool]:
    return {one.kind: one.wanted for one in await queries.own_choices(member.actor)}


async def test_opening_the_link_stops_nothing(client, member):
    page = await client.get(f"/stop/{stop_token(member.account_id, Kind.CHALLENGE_FITS)}")
    assert page.status_code == 200 and "止める" in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    assert member.email not in page.text and member.name not in page.text
    assert await wanted(member) == {Kind.CHALLENGE_FITS: True, Kind.SAVED_SEARCH: True}


async def test_a_mail_program_stops_it_by_one_request(client, member):
    path = f"/stop/{stop_token(member.account_id, Kind.CHALLENGE_FITS)}"
    answer = await client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert await wanted(member) == {Kind.CHALLENGE_FITS: False, Kind.SAVED_SEARCH: True}
    again = await client.post(path, content=b"")
    assert again.status_code == 200
    rows = await fetch("SELECT account_id, after FROM audit_event WHERE action = 'alerts.choose'")
    assert rows == [{"account_id": None, "after": {"challenge_fits": False}}]


async def test_it_can_be_taken_back(client, member):
    path = f"/stop/{stop_token(member.account_id, Kind.CHALLENGE_FITS)}"
    page = await client.post(path)
    (action,) = re.findall(r'action="(/stop/[^"]+/resume)"', page.text)
    assert (await client.post(action)).status_code == 200
    assert (await wanted(member))[Kind.CHALLENGE_FITS]


async def test_forged_and_foreign_links_are_no_pages(client, member):
    token = stop_token(member.account_id, Kind.CHALLENGE_FITS)
    other = token.replace("challenge_fits", "saved_search")
    for forged in (other, token[:-1], "x", token + "a", "challenge_fits." + "0" * 32):
        assert read_token(forged) is None
        assert (await client.get(f"/stop/{forged}")).status_code == 404
        assert (await client.post(f"/stop/{forged}")).status_code == 404
    assert await fetch_value("SELECT count(*) FROM alert_choice") == 0


async def test_a_link_mailed_before_each_purpose_had_a_key_goes_on_working(client, member):
    text = f"challenge_fits.{member.account_id.hex}"
    token = Signer(current().secret_key, salt="alerts.stop").sign(text).decode()
    assert read_token(token) == (member.account_id, Kind.CHALLENGE_FITS)
    assert (await client.post(f"/stop/{token}")).status_code == 200
    assert not (await wanted(member))[Kind.CHALLENGE_FITS]
    other = Signer(current().secret_key, salt="notice").sign(text).decode()
    assert read_token(other) is None


async def test_a_link_of_somebody_who_is_gone_says_the_same(client, db):
    answer = await client.post(f"/stop/{stop_token(UUID(int=7), Kind.SAVED_SEARCH)}")
    assert answer.status_code == 200
    assert await fetch_value("SELECT count(*) FROM alert_choice") == 0


async def test_the_settings_show_what_concerns_the_person(new_client, member):
    browser = await signed_in(new_client, "member")
    page = (await browser.get("/account/notifications")).text
    assert "自社の解決策に合う新しい課題" in page and "自局の課題に合う" not in page
    answer = await post(browser, "/account/notifications", {"saved_search": "y"})
    assert answer.status_code == 303
    assert await wanted(member) == {Kind.CHALLENGE_FITS: False, Kind.SAVED_SEARCH: True}
    english = (await browser.get("/en/account/notifications")).text
    assert "New challenges that your solutions fit" in english


async def test_a_search_is_kept_from_the_page_of_results(new_client, member):
    browser = await signed_in(new_client, "member")
    address = urlencode({"q": "介助 ", "category": "welfare_care"})
    page = (await browser.get(f"/search?{address}")).text
    assert "新着をメールで受け取る" in page
    (kept,) = re.findall(r'name="address" value="([^"]+)"', page)
    answer = await post(
        browser,
        "/saved-searches",
        {
            "id": await issued(browser, f"/search?{address}"),
            "address": kept.replace("&amp;", "&"),
            "frequency": "daily",
        },
    )
    assert answer.status_code == 303
    (search,) = await queries.own_searches(member.actor)
    assert (search.frequency, search.name) == (Frequency.DAILY, "介助、福祉・介護")
    assert "保存した検索です" in (await browser.get(f"/search?{address}")).text
    nobody = (await new_client().get(f"/search?{address}")).text
    assert "新着をメールで受け取る" not in nobody


async def test_a_search_is_kept_as_typed_changed_and_deleted(new_client, member):
    browser = await signed_in(new_client, "member")
    word = await issued(browser, "/account/notifications")
    sent = {"id": word, "query": "腰 種類:課題", "frequency": "weekly"}
    answer = await post(browser, "/saved-searches", sent)
    assert answer.status_code == 303
    (search,) = await queries.own_searches(member.actor)
    assert search.query == "q=%E8%85%B0+&kind=challenge"
    path = f"/saved-searches/{search.id}"
    form = {"name": "腰", "frequency": "daily", "version": "1"}
    assert (await post(browser, path, form)).status_code == 303
    stale = await post(browser, path, form)
    assert stale.status_code == 409 and 'value="腰"' in stale.text
    long = await post(browser, path, {**form, "name": "長" * 101})
    assert long.status_code == 422 and "長" * 101 in long.text
    odd = await post(browser, path, {**form, "frequency": "hourly"})
    assert odd.status_code == 422
    assert (await post(browser, f"{path}/delete")).status_code == 303
    assert await queries.own_searches(member.actor) == []
    gone = await post(browser, path, form)
    assert gone.status_code == 404


async def test_nothing_typed_gives_the_form_back(new_client, member):
    browser = await signed_in(new_client, "member")
    answer = await post(browser, "/saved-searches", {"query": "", "frequency": "daily"})
    assert answer.status_code == 422 and "エラー" in answer.text
    unread = await post(browser, "/saved-searches", {"query": "種類:", "frequency": "daily"})
    assert unread.status_code == 422 and "種類:" in unread.text


async def test_the_api_does_the_same(new_client, member):
    api = await api_client(new_client, "member")
    made = await api.post("/api/v1/saved-searches", json={"query": "q=腰", "frequency": "daily"})
    assert made.status_code == 201 and made.json()["name"] == "腰"
    path = f"/api/v1/saved-searches/{made.json()['id']}"
    changed = await api.put(path, json={"name": "新", "frequency": "paused", "version": 1})
    assert changed.json()["frequency"] == "paused"
    stale = await api.put(path, json={"name": "新", "frequency": "daily", "version": 1})
    assert stale.status_code == 409 and stale.headers["content-type"].startswith(
        "application/problem+json"
    )
    empty = await api.post("/api/v1/saved-searches", json={"query": "q="})
    assert empty.status_code == 422
    endless = await api.post("/api/v1/saved-searches", json={"query": "category=x&" * 2_000})
    assert endless.status_code == 422
    assert (await api.delete(path)).status_code == 204
    assert (await api.get("/api/v1/saved-searches")).json() == {"items": []}
    chosen = await api.put("/api/v1/notifications", json={"items": {"challenge_fits": False}})
    assert chosen.json()["items"] == {"challenge_fits": False, "saved_search": True}
    assert (await new_client().get("/api/v1/notifications")).status_code == 401
