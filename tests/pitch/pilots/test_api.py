"""The chain of a pilot by the API alone, and its problems."""

import pytest

from tests.factories import pilots
from tests.factories.identity import OTHER, api_client, seen

pytestmark = pytest.mark.usefixtures("db")
API = "/api/v1/pilots"
INDICATOR = {"name_ja": "腰の痛み", "better": "lower", "baseline": 59, "target": 45}
PLAN = {
    "title_ja": "移乗の介助を一人でも安全に",
    "site_ja": "特別養護老人ホーム",
    "section_ja": "高齢者施策推進部",
    "starts_on": "2026-10-01",
    "ends_on": "2027-04-30",
    "plan_ja": "34名が使う。",
    "hypothesis_ja": "痛みが減る。",
    "call_name_ja": "令和8年度 公募",
    "indicators": [INDICATOR],
}


async def test_from_plan_to_published_evaluation(new_client, client):
    api = await api_client(new_client, "pilot_owner")
    source = await pilots.open_call()
    body = {
        "source": {"kind": "open_call", "solution_id": str(source.solution_id)},
        "content": PLAN,
    }
    headers = {"Idempotency-Key": "plan-1"}
    first = await api.post(API, json=body, headers=headers)
    again = await api.post(API, json=body, headers=headers)
    assert first.status_code == 201
    assert again.json()["id"] == first.json()["id"]
    one = f"{API}/{first.json()['id']}"
    assert first.json()["acts"] == ["start", "cancel"]

    started = await api.post(f"{one}/start", json={"version": first.json()["version"]})
    assert started.json()["state"] == "running"
    indicator = started.json()["indicators"][0]["id"]
    result = {"measured_on": "2026-11-20", "value": 83, "sample_size": 34}
    for _retry in range(2):
        measured = await api.post(
            f"{one}/measurements",
            json={"indicator_id": indicator, "content": result},
            headers={"Idempotency-Key": "result-1"},
        )
    shown = measured.json()["indicators"][0]
    assert [one["value"] for one in shown["measurements"]] == [83.0]
    assert shown["standing"] == "missed"
    corrected = await api.post(
        f"{one}/measurements/{shown['measurements'][0]['id']}/correct",
        json={"content": {**result, "value": 38}, "reason": "読み違い"},
    )
    assert corrected.json()["indicators"][0]["standing"] == "reached"

    finding = {
        "outcome": "full_use",
        "reason_ja": "届いた",
        "owner_ja": "施設課",
        "budget_year": 2027,
    }
    decided = await api.post(f"{one}/evaluate", json=await seen(api, one, content=finding))
    assert decided.json()["evaluation"]["outcome"] == "full_use"
    public = (await client.get(one)).json()
    assert (public["state"], public["evaluation"]) == ("running", None)
    assert public["indicators"][0]["measurements"] == []
    assert (await api.post(f"{one}/publish", json=await seen(api, one))).status_code == 200
    public = (await client.get(one)).json()
    assert public["evaluation"]["budget_year"] == 2027
    assert len(public["indicators"][0]["measurements"]) == 2
    listed = (await client.get(API, params={"state": "evaluated"})).json()
    assert [row["outcome"] for row in listed["items"]] == ["full_use"]


async def test_problems_say_what_is_wrong(new_client):
    api = await api_client(new_client, "pilot_owner")
    refused = await api.post(API, json={"source": {"kind": "shortlist"}, "content": {}})
    assert refused.status_code == 422
    assert refused.headers["content-type"].startswith("application/problem+json")
    unknown = await api.post(API, json={"source": {"kind": "gift"}, "content": {}})
    assert unknown.status_code in (400, 422)
    pilot_id = await pilots.running()
    conflict = await api.post(f"{API}/{pilot_id}/start", json={"version": 1})
    assert conflict.status_code == 409
    assert conflict.json()["present_state"] == "running"
    other = await api_client(new_client, "pilot_owner", OTHER)
    forbidden = await other.post(
        f"{API}/{pilot_id}/back-to-plan", json={"reason": "理由", "version": 1}
    )
    assert forbidden.status_code == 403
    hidden = await other.get(f"{API}/{await pilots.planned()}")
    assert hidden.status_code == 404


async def test_lists_page_by_cursor(client, new_client):
    for _pilot in range(3):
        await pilots.running()
    first = (await client.get(API, params={"limit": 2})).json()
    rest = (await client.get(API, params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert len(first["items"]) == 2 and len(rest["items"]) == 1
    assert rest["next_cursor"] is None
    assert (await client.get(API, params={"cursor": "bm8="})).status_code == 422
    own = await api_client(new_client, "member")
    assert len((await own.get(f"{API}/mine")).json()["items"]) == 3


async def test_a_plan_is_changed_by_its_version(new_client):
    api = await api_client(new_client, "pilot_owner")
    pilot_id = await pilots.planned()
    seen = (await api.get(f"{API}/{pilot_id}")).json()
    content = {**PLAN, "indicators": [{**INDICATOR, "id": seen["indicators"][0]["id"]}]}
    changed = await api.put(
        f"{API}/{pilot_id}", json={"version": seen["version"], "content": content}
    )
    assert changed.status_code == 200
    stale = await api.put(
        f"{API}/{pilot_id}", json={"version": seen["version"], "content": content}
    )
    assert stale.status_code == 409
