"""Challenges through the REST interface."""

import msgspec

from tests.factories import challenges
from tests.factories.identity import api_client, person, seen

CONTENT = msgspec.to_builtins(challenges.content())
BASE = "/api/v1/challenges"


async def test_from_draft_to_correction(new_client):
    bureau = await api_client(new_client, "challenge_owner")
    secretariat = await api_client(new_client, "secretariat")
    key = {"Idempotency-Key": "one"}
    made = await bureau.post(BASE, json=CONTENT, headers=key)
    again = await bureau.post(BASE, json=CONTENT, headers=key)
    assert made.status_code == again.status_code == 201
    assert made.json()["id"] == again.json()["id"] and made.json()["acts"] == ["submit"]
    one = f"{BASE}/{made.json()['id']}"
    changed = await bureau.put(
        one, json={"version": 1, "content": CONTENT | {"title_ja": "直した題名"}}
    )
    assert changed.json()["version"] == 2
    assert (await bureau.post(f"{one}/submit", json={"version": 2})).json()["state"] == "submitted"
    waiting = (await secretariat.get(f"{BASE}/review")).json()
    assert [item["title_ja"] for item in waiting["items"]] == ["直した題名"]
    returned = await secretariat.post(
        f"{one}/return", json=await seen(secretariat, one, reason="人数を")
    )
    assert returned.json()["returned_reason"] == "人数を"
    await bureau.post(f"{one}/submit", json=await seen(bureau, one))
    published = (await secretariat.post(f"{one}/publish", json=await seen(secretariat, one))).json()
    assert published["number"] == "C-2026-001" and published["open"]
    corrected = await bureau.post(
        f"{one}/correct",
        json={"version": published["version"], "content": CONTENT, "note": "題名を戻した"},
    )
    assert [item["note"] for item in corrected.json()["corrections"]] == ["題名を戻した"]
    old = (await bureau.get(f"{one}/editions/1")).json()
    assert old["content"]["title_ja"] == "直した題名"
    closed = await bureau.post(f"{one}/close", json=await seen(bureau, one, reason="そろった"))
    assert (closed.json()["state"], closed.json()["closed_reason"]) == ("closed", "そろった")
    reopened = await bureau.post(f"{one}/reopen", json=await seen(bureau, one, reason="辞退のため"))
    assert reopened.json()["state"] == "published"
    public = (await new_client().get(one)).json()
    assert public["returned_reason"] is None and public["state_reason"] is None
    withdrawn = await bureau.post(
        f"{one}/withdraw", json=await seen(bureau, one, reason="重なるため")
    )
    assert withdrawn.json()["state"] == "withdrawn"
    assert (await new_client().get(one)).status_code == 404


async def test_refusals_are_problems(new_client):
    bureau = await api_client(new_client, "challenge_owner")
    member = await api_client(new_client, "member")
    overlong = await bureau.post(BASE, json=CONTENT | {"title_ja": "長" * 61})
    assert overlong.status_code == 422
    assert overlong.headers["content-type"].startswith("application/problem+json")
    assert set(overlong.json()["errors"]) == {"title_ja"}
    unknown = await bureau.post(BASE, json=CONTENT | {"colour": "red"})
    assert unknown.status_code == 422
    broken = await bureau.post(
        BASE,
        content=b'{"title_ja": "\\ud800"}',
        headers={"Content-Type": "application/json"},
    )
    assert broken.status_code in (400, 422)
    wrong_kind = await bureau.post(BASE, json=CONTENT | {"pilot_budget_yen": "many"})
    assert wrong_kind.status_code == 422
    assert (await member.post(BASE, json=CONTENT)).status_code == 403
    assert (await new_client().post(BASE, json=CONTENT)).status_code == 401
    identifier = await challenges.published()
    conflict = await bureau.post(f"{BASE}/{identifier}/submit", json={"version": 1})
    assert conflict.status_code == 409
    assert conflict.json()["present_state"] == "published"
    stale = await bureau.post(f"{BASE}/{identifier}/close", json={"version": 1})
    assert stale.status_code == 409
    hidden = await challenges.draft(await person("challenge_owner", "（別）"))
    assert (await bureau.get(f"{BASE}/{hidden}")).status_code == 404


async def test_the_list_is_read_page_by_page(new_client):
    for number in range(3):
        await challenges.published(title_ja=f"課題{number}")
    await challenges.draft()
    reader = new_client()
    first = (await reader.get(BASE, params={"limit": 2})).json()
    assert [item["title_ja"] for item in first["items"]] == ["課題2", "課題1"]
    rest = (await reader.get(BASE, params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [item["title_ja"] for item in rest["items"]] == ["課題0"] and not rest["next_cursor"]
    assert (await reader.get(BASE, params={"cursor": "x"})).status_code == 422
    assert (await reader.get(BASE, params={"limit": 0})).status_code == 422
    found = (await reader.get(BASE, params={"q": "課題1"})).json()
    assert len(found["items"]) == 1
    bureau = await api_client(new_client, "challenge_owner")
    mine = (await bureau.get(f"{BASE}/mine", params={"state": "draft"})).json()
    assert len(mine["items"]) == 1 and mine["next_cursor"] is None
